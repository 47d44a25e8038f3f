import { useEffect, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** Puts something at the top of the content of a stock page that has no room of its own for it. */
export function AtTop({ children }: { children: ReactNode }) {
  const [host] = useState(() => document.createElement('div'));
  const [isPlaced, setPlaced] = useState(false);
  useEffect(() => {
    // The page comes later than its address, after signing in, and may draw itself anew.
    const place = () => {
      const content = document.querySelector('article');
      if (content && host.parentElement !== content) content.prepend(host);
      setPlaced(content !== null);
    };
    place();
    const observer = new MutationObserver(place);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      host.remove();
    };
  }, [host]);
  return isPlaced ? createPortal(children, host) : null;
}
