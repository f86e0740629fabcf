/** Light, dark, or as the machine says. Held by the window alone: nothing of it is stored. */
export type Theme = 'system' | 'light' | 'dark';

class ThemeChoice {
  chosen = $state<Theme>('system');

  choose(theme: Theme) {
    this.chosen = theme;
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }
}

export const theme = new ThemeChoice();
