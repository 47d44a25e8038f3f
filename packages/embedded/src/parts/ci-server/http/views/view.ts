import type { CiServer } from '../../ci-server.ts';
import { settingsOf } from '../../scheduler/settings-of.ts';
import { queueItemBean, type QueueView } from './queue.ts';

/** What jobs and queue items of a server are shown with, as of this moment. */
export function viewOf(server: CiServer): QueueView {
  const { store, scheduler } = server;
  const { waiting } = scheduler.queue;
  const decisions = scheduler.decisions();
  const view: QueueView = {
    url: server.url,
    find: fullName => store.find(fullName),
    decision: id => decisions.get(id),
    queueItem(fullName) {
      const item = waiting.find(each => each.jobFullName === fullName);
      return item ? queueItemBean(view, item) : null;
    },
    secrets(fullName) {
      const job = store.find(fullName);
      const parameters = (job && settingsOf(job)?.parameters) ?? [];
      return new Set(
        parameters
          .filter(({ kind }) => kind === 'password')
          .map(({ name }) => name),
      );
    },
  };
  return view;
}
