import { useEffect } from 'react';
import { isTyping } from './isTyping';

/** What keys do on a page with rows; one that is not said does nothing. */
export interface Keys {
  readonly search: () => void;
  /** To the next row, or with -1 to the one before. */
  readonly move?: (by: 1 | -1) => void;
  readonly clear: () => void;
  readonly help: () => void;
}

/** Listens for the keys of a page wherever nothing is being typed and no dialog is open. */
export function useKeys(keys: Keys) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isTyping(event) && press(keys, event.key)) {
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [keys]);
}

function press(keys: Keys, key: string): boolean {
  switch (key) {
    case '/':
      keys.search();
      return true;
    case 'j':
      keys.move?.(1);
      return true;
    case 'k':
      keys.move?.(-1);
      return true;
    case '?':
      keys.help();
      return true;
    case 'Escape':
      keys.clear();
      return true;
    default:
      return false;
  }
}
