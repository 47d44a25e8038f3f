import { toError } from '@backstage/errors';
import { useApiHolder, type ApiHolder } from '@backstage/frontend-plugin-api';
import type { TemplateTools } from '@pilothouse/plugin-platform-common';
import { useEffect, useState } from 'react';
import { creationClient } from '../data/client';

const freshMs = 30_000;

interface Known {
  readonly at: number;
  readonly told: Promise<TemplateTools>;
}

const known = new WeakMap<ApiHolder, Known>();

/** One question for all cards of a page. */
function toolsBy(apis: ApiHolder): Promise<TemplateTools> {
  const last = known.get(apis);
  if (last && Date.now() - last.at < freshMs) return last.told;
  const told = creationClient(apis).tools();
  known.set(apis, { at: Date.now(), told });
  told.catch(() => known.delete(apis));
  return told;
}

/** The programs that templates declare, with what is known of them. */
export interface KnownTools extends TemplateTools {
  /** Why the portal told nothing of them. */
  readonly problem?: string;
}

/** Nothing is known while it is asked for. */
export function useTemplateTools(): KnownTools {
  const apis = useApiHolder();
  const [tools, setTools] = useState<KnownTools>({ templates: [] });
  useEffect(() => {
    let isGone = false;
    const learn = (told: KnownTools) => {
      if (!isGone) setTools(told);
    };
    toolsBy(apis).then(learn, error =>
      learn({ templates: [], problem: toError(error).message }),
    );
    return () => {
      isGone = true;
    };
  }, [apis]);
  return tools;
}
