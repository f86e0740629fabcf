import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Accessibility warnings of the compiler end the build: a warning nobody reads protects nobody. */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
  onwarn(warning) {
    throw new Error(`${warning.code} in ${warning.filename ?? '?'}: ${warning.message}`);
  },
};
