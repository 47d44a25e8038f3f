import {
  ErrorAlerter,
  ErrorApiForwarder,
  UnhandledErrorForwarder,
} from '@backstage/core-app-api';
import {
  alertApiRef,
  ApiBlueprint,
  errorApiRef,
  type AlertApi,
  type ErrorApi,
} from '@backstage/frontend-plugin-api';
import { isNotLoaded } from './isNotLoaded';

type Errors = ReturnType<ErrorApi['error$']>;
type Next = NonNullable<Parameters<Errors['subscribe']>[0]>;
type Posted = Parameters<Next>[0];

/**
 * Shows errors as the app does by itself, but for parts of the program that could not be
 * fetched: of those {@link NotLoadedNotice} says once what to do. One of them is kept for
 * who subscribes later, as the notice itself may not be there yet.
 */
export function errorsShown(alertApi: AlertApi): ErrorApi {
  const shown = new ErrorAlerter(alertApi, new ErrorApiForwarder());
  let missing: Posted | undefined;
  return {
    post: (error, context) => {
      if (!isNotLoaded(error)) {
        shown.post(error, context);
        return;
      }
      missing = { error, context: { ...context, hidden: true } };
      shown.post(error, missing.context);
    },
    error$: () => startingWith(() => missing, shown.error$()),
  };
}

function startingWith(first: () => Posted | undefined, later: Errors): Errors {
  const errors: Errors = {
    [Symbol.observable]: () => errors,
    subscribe(
      observer: Next | { next?: Next } = {},
      error?: (error: Error) => void,
      complete?: () => void,
    ) {
      const all =
        typeof observer === 'function'
          ? { next: observer, error, complete }
          : observer;
      const known = first();
      if (known) {
        all.next?.(known);
      }
      return later.subscribe(all);
    },
  };
  return errors;
}

/** {@link errorsShown} as a part of the app, with what nobody catches. */
export const errorApi = ApiBlueprint.make({
  name: 'error',
  params: define =>
    define({
      api: errorApiRef,
      deps: { alertApi: alertApiRef },
      factory: ({ alertApi }) => {
        const errors = errorsShown(alertApi);
        UnhandledErrorForwarder.forward(errors, { hidden: false });
        return errors;
      },
    }),
});
