import type { Status } from '@pilothouse/plugin-platform-common';

/**
 * Color of a state's shape and word: at least 4.5:1 on the page and on the paper of
 * Backstage's light and dark theme.
 */
export const statusColors: Record<'light' | 'dark', Record<Status, string>> = {
  light: {
    healthy: '#1a7f37',
    progressing: '#0b5cad',
    degraded: '#8a5000',
    failed: '#b91c1c',
    unknown: '#5f6368',
  },
  dark: {
    healthy: '#7ee2a0',
    progressing: '#9ccbff',
    degraded: '#ffc46b',
    failed: '#ffb3b3',
    unknown: '#d0d0d0',
  },
};
