import {
  ScaffolderClient,
  type LogEvent,
} from '@backstage/plugin-scaffolder-common';
import ObservableImpl from 'zen-observable';
import { withEndOfStep } from './end-of-step';

/** The stock client, which also tells when the step ended at which a run was cancelled. */
export class TaskClient extends ScaffolderClient {
  override streamLogs(
    ...asked: Parameters<ScaffolderClient['streamLogs']>
  ): ReturnType<ScaffolderClient['streamLogs']> {
    const told = super.streamLogs(...asked);
    return new ObservableImpl<LogEvent>(reader => {
      const subscription = told.subscribe({
        next: event => withEndOfStep(event).forEach(each => reader.next(each)),
        error: error => reader.error(error),
        complete: () => reader.complete(),
      });
      return () => subscription.unsubscribe();
    });
  }
}
