import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { matchPath, useLocation } from 'react-router-dom';
import { UndoCard } from './UndoCard';

const pauseMs = 4_000;

/** Says at the top of the stock page of a run how far the run is undone. */
export function OnTaskPage() {
  const { pathname } = useLocation();
  const { taskId } = matchPath('/create/tasks/:taskId', pathname)?.params ?? {};
  return taskId ? <AtTop key={taskId} taskId={taskId} /> : null;
}

function AtTop({ taskId }: { taskId: string }) {
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
  return isPlaced
    ? createPortal(<UndoCard taskId={taskId} pauseMs={pauseMs} />, host)
    : null;
}
