// Run by the window's driver: the elements that have a role and an accessible name, as an array.
// A name is met in full, or by its beginning when a shortcut follows it on the same button. Where several questions
// have the same answers, the group's name says which is meant.
const [role, name, group] = arguments;

const SELECTORS = {
  button: 'button, [role=button], summary, input[type=submit], input[type=button]',
  checkbox: 'input[type=checkbox], [role=checkbox]',
  combobox: 'select, [role=combobox]',
  dialog: 'dialog[open], [role=dialog], [role=alertdialog]',
  group: 'fieldset, [role=group]',
  heading: 'h1, h2, h3, h4, [role=heading]',
  link: 'a, [role=link]',
  menuitem: '[role=menuitem]',
  option: 'option, [role=option]',
  radio: 'input[type=radio], [role=radio]',
  tab: '[role=tab]',
  textbox:
    'textarea, input:not([type]), input[type=text], input[type=search], input[type=password], input[type=tel], input[type=number], [contenteditable=true]',
};

const line = (text) => (text ?? '').replace(/\s+/g, ' ').trim();

function nameOf(element) {
  const by = element.getAttribute('aria-labelledby');
  if (by) return line(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent).join(' '));
  if (element.hasAttribute('aria-label')) return line(element.getAttribute('aria-label'));
  // As it is laid out: a hint that stands below the words of a label is a word apart.
  if (element.labels?.length) return line([...element.labels].map((label) => label.innerText).join(' '));
  if (element.matches('fieldset')) return line(element.querySelector('legend')?.textContent);
  if (element.matches('input[type=submit], input[type=button]')) return line(element.value);
  return line(element.textContent) || line(element.title);
}

function usable(element) {
  if (element.closest('[inert], [aria-hidden=true]')) return false;
  const modal = [...document.querySelectorAll('dialog:modal')].pop();
  if (modal && !modal.contains(element)) return false;
  // A radio button or a checkbox may be drawn by its label and have no size of its own.
  return element.checkVisibility?.({ visibilityProperty: true }) ?? element.getClientRects().length > 0;
}

const wanted = line(name);
const within = (element) => nameOf(element.closest('fieldset, [role=group]') ?? element) === line(group);
const candidates = [...document.querySelectorAll(SELECTORS[role] ?? `[role=${role}]`)]
  .filter(usable)
  .filter((element) => !group || within(element));
const exact = candidates.filter((element) => nameOf(element) === wanted);
const found = exact.length > 0 ? exact : candidates.filter((element) => nameOf(element).startsWith(wanted + ' '));
// A person scrolls to what is out of sight; the driver's own scrolling does not always reach into a sheet that scrolls.
if (found.length === 1) found[0].scrollIntoView({ block: 'nearest', behavior: 'instant' });
return found;
