/** Light, dark, or as the machine says. The log keeps it beside the vault, so that it holds before the passphrase is typed. */
import type { Theme } from '../../ipc/contract';

class ThemeShown {
  chosen = $state<Theme>('system');

  show(theme: Theme) {
    this.chosen = theme;
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }
}

export const theme = new ThemeShown();
