import { ApiProvider } from '@backstage/core-app-api';
import {
  alertApiRef,
  useApi,
  useApiHolder,
  useTranslationRef,
  type AlertApi,
  type ApiHolder,
  type ApiRef,
} from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  UnregisterEntityDialog,
  type UnregisterEntityDialogProps,
} from '@backstage/plugin-catalog-react';
import { isNotAllowed, messageOf } from '@pilothouse/plugin-platform-react';
import { useEffect, useMemo, useRef } from 'react';
import { useLocation } from 'react-router-dom';
import { appTranslationRef } from '../language/ref';

/**
 * The stock dialog, which says in words why something could not be unregistered: by itself
 * it shows the status of the answer, and as a success.
 */
export function UnregisterDialog(props: UnregisterEntityDialogProps) {
  const { onClose } = props;
  const { pathname } = useLocation();
  const opened = useRef(pathname);
  useEffect(() => {
    if (pathname !== opened.current) onClose();
  }, [pathname, onClose]);
  return (
    <ApiProvider apis={useWordedApis()}>
      <UnregisterEntityDialog {...props} />
    </ApiProvider>
  );
}

/** The APIs that the stock dialog uses, failing in words, and telling failures as such. */
function useWordedApis(): ApiHolder {
  const { t } = useTranslationRef(appTranslationRef);
  const holder = useApiHolder();
  const catalogApi = useApi(catalogApiRef);
  const alertApi = useApi(alertApiRef);
  return useMemo(() => {
    const worded = async (removed: Promise<void>, notAllowed: string) => {
      try {
        await removed;
      } catch (error) {
        const failure = error instanceof Error ? error : new Error(`${error}`);
        throw new Error(
          isNotAllowed(failure) ? notAllowed : messageOf(failure),
        );
      }
    };
    const catalog = overriding(catalogApi, {
      removeLocationById: (...asked) =>
        worded(
          catalogApi.removeLocationById(...asked),
          t('unregister.locationNotAllowed'),
        ),
      removeEntityByUid: (...asked) =>
        worded(
          catalogApi.removeEntityByUid(...asked),
          t('unregister.entityNotAllowed'),
        ),
    });
    const alert: AlertApi = overriding(alertApi, {
      post: message => alertApi.post({ severity: 'error', ...message }),
    });
    const apis = new Map<string, unknown>([
      [catalogApiRef.id, catalog],
      [alertApiRef.id, alert],
    ]);
    return {
      get: <T,>(ref: ApiRef<T>) =>
        apis.has(ref.id) ? (apis.get(ref.id) as T) : holder.get(ref),
    };
  }, [t, holder, catalogApi, alertApi]);
}

/** An API some of whose methods are others; its own keep their `this`. */
function overriding<T extends object>(api: T, methods: Partial<T>): T {
  return new Proxy(api, {
    get(target, key) {
      const value = Reflect.get(key in methods ? methods : target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
