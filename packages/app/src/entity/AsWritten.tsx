import {
  AsyncEntityProvider,
  useAsyncEntity,
} from '@backstage/plugin-catalog-react';
import { useMemo, type ReactNode } from 'react';
import { literal } from './literal';

/** Gives a stock part that takes descriptions for Markdown the description as it is written. */
export function AsWritten({ children }: { children: ReactNode }) {
  const { entity, ...state } = useAsyncEntity();
  const written = useMemo(() => {
    const { description } = entity?.metadata ?? {};
    if (!entity || !description) return entity;
    const metadata = { ...entity.metadata, description: literal(description) };
    return { ...entity, metadata };
  }, [entity]);
  return (
    <AsyncEntityProvider {...state} entity={written}>
      {children}
    </AsyncEntityProvider>
  );
}
