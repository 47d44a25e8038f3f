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

/**
 * Shows errors as the app does by itself, but for parts of the program that could not be
 * fetched: of those {@link NotLoadedNotice} says once what to do.
 */
export function errorsShown(alertApi: AlertApi): ErrorApi {
  const shown = new ErrorAlerter(alertApi, new ErrorApiForwarder());
  return {
    post: (error, context) =>
      shown.post(
        error,
        isNotLoaded(error) ? { ...context, hidden: true } : context,
      ),
    error$: () => shown.error$(),
  };
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
