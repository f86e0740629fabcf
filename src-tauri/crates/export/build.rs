//! Lists the folders of `profiles`, so that adding an authority is adding a folder.

use std::{env, fmt::Write, fs, io, path::Path};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    println!("cargo::rerun-if-changed=profiles");
    let mut folders: Vec<_> = fs::read_dir(Path::new(&root).join("profiles"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?
        .into_iter()
        .filter(|path| path.join("profile.json").is_file())
        .collect();
    folders.sort();
    let mut code = String::from("&[\n");
    for folder in folders {
        let file = |name: &str| folder.join(name);
        let form = if file("form.typ").is_file() {
            format!("Some(include_str!({:?}))", file("form.typ"))
        } else {
            "None".to_owned()
        };
        writeln!(code, "    (include_str!({:?}), {form}),", file("profile.json"))
            .map_err(io::Error::other)?;
    }
    code.push(']');
    fs::write(Path::new(&out).join("profiles.rs"), code)
}
