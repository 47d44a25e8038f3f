import { isTyping } from '@pilothouse/plugin-platform-react';
import { useEffect } from 'react';

/** Keys of the page, except while somebody types or a dialog or menu is open. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const act = keys[event.key];
      if (act && !isTyping(event)) {
        event.preventDefault();
        act();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [keys]);
}
