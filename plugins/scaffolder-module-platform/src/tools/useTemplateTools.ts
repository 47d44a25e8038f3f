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

/**
 * The programs that templates declare, with what is known of them. Nothing is known while it
 * is asked for, and when it cannot be found out: the preview and the steps look again.
 */
export function useTemplateTools(): TemplateTools {
  const apis = useApiHolder();
  const [tools, setTools] = useState<TemplateTools>({ templates: [] });
  useEffect(() => {
    let isGone = false;
    toolsBy(apis).then(
      told => {
        if (!isGone) setTools(told);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [apis]);
  return tools;
}
