import type { Level } from './parse';

type Mode = 'light' | 'dark';

/** Colors that tell pods apart: at least 4.5:1 on the paper of both themes. */
export const podColors: Record<Mode, readonly string[]> = {
  light: [
    '#0b5cad',
    '#8a4b00',
    '#1a7037',
    '#8b2a8b',
    '#b3261e',
    '#00696e',
    '#5a4fcf',
    '#5f6200',
  ],
  dark: [
    '#9ccbff',
    '#ffc46b',
    '#7ee2a0',
    '#f0a8f0',
    '#ffb3ab',
    '#6fdde4',
    '#c5c0ff',
    '#d6da6b',
  ],
};

/** Colors of what a line says of its gravity. */
export const levelColors: Record<Mode, Record<Level, string>> = {
  light: {
    debug: '#5f6368',
    info: '#0b5cad',
    warn: '#8a5000',
    error: '#b91c1c',
  },
  dark: {
    debug: '#d0d0d0',
    info: '#9ccbff',
    warn: '#ffc46b',
    error: '#ffb3b3',
  },
};

/** Behind what a search has found; text on it keeps its contrast. */
export const markColors: Record<Mode, { text: string; back: string }> = {
  light: { text: '#1d1d1d', back: '#ffe08a' },
  dark: { text: '#1d1d1d', back: '#ffd54a' },
};
