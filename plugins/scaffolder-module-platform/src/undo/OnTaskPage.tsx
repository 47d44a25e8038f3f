import { matchPath, useLocation } from 'react-router-dom';
import { AtTop } from '../page/AtTop';
import { UndoCard } from './UndoCard';

const pauseMs = 4_000;

/** Says at the top of the stock page of a run how far the run is undone. */
export function OnTaskPage() {
  const { pathname } = useLocation();
  const { taskId } = matchPath('/create/tasks/:taskId', pathname)?.params ?? {};
  return taskId ? (
    <AtTop key={taskId}>
      <UndoCard taskId={taskId} pauseMs={pauseMs} />
    </AtTop>
  ) : null;
}
