import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type {
  CauseFacts,
  PlacementDetail,
} from '@pilothouse/plugin-platform-common';
import {
  isNotAllowed,
  messageOf,
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { lastLines, type EndedRun } from '../data/last-lines';
import { tellingLines } from '../data/telling';
import { deploymentsTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: { margin: theme.spacing(1, 0), fontSize: 13 },
  title: { color: theme.palette.text.secondary },
  lines: {
    margin: theme.spacing(0.5, 0),
    padding: theme.spacing(1),
    position: 'relative',
    maxHeight: 300,
    overflowY: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: 12,
    background: theme.palette.background.default,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
}));

/** The run whose last lines say why a container ended, where a cause is about one. */
export function endedRun(
  facts: CauseFacts,
  { cluster, namespace, kind, name }: PlacementDetail['ref'],
): (EndedRun & { readonly restarts: number }) | undefined {
  if (facts.kind !== 'crash-loop' && facts.kind !== 'out-of-memory') {
    return undefined;
  }
  const { pod, container, restarts } = facts;
  return pod && container && restarts > 0
    ? { target: { cluster, namespace, kind, name }, pod, container, restarts }
    : undefined;
}

/** What a container wrote last before it ended; read again after each restart. */
export function LastLines(props: { run: EndedRun & { restarts: number } }) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const client = usePlatformClient();
  const { run } = props;
  const { data, error } = usePlatformQuery({
    queryKey: ['logs.lastLines', run],
    queryFn: ({ signal }) => lastLines(client.logs.tail, run, signal),
    // A run that has ended writes nothing more.
    staleTime: Infinity,
  });
  const { container } = run;
  return (
    <div className={classes.root}>
      <div className={classes.title}>{t('lastLines.title', { container })}</div>
      {data && data.length > 0 && (
        <Lines all={data} label={t('lastLines.title', { container })} />
      )}
      {data?.length === 0 && <div>{t('lastLines.none')}</div>}
      {!data && !error && <div>{t('lastLines.loading')}</div>}
      {error && (
        <div>
          {isNotAllowed(error)
            ? t('lastLines.notAllowed')
            : t('lastLines.failed', { because: messageOf(error) })}
        </div>
      )}
    </div>
  );
}

/** The lines that tell why it ended, the one that says so in sight. */
function Lines({ all, label }: { all: readonly string[]; label: string }) {
  const classes = useStyles();
  const box = useRef<HTMLPreElement>(null);
  const telling = useRef<HTMLElement>(null);
  const { lines, index } = useMemo(() => tellingLines(all), [all]);
  useLayoutEffect(() => {
    if (!box.current) return;
    const end = box.current.scrollHeight;
    const top = telling.current?.offsetTop ?? end;
    // The box is what offsets are measured from.
    box.current.scrollTop = top - box.current.clientHeight / 2;
  }, [lines]);
  return (
    <pre
      ref={box}
      className={classes.lines}
      role="region"
      aria-label={label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard
      tabIndex={0}
    >
      {index === undefined ? (
        lines.join('\n')
      ) : (
        <>
          {lines.slice(0, index).map(line => `${line}\n`)}
          <strong ref={telling}>{lines[index]}</strong>
          {lines.slice(index + 1).map(line => `\n${line}`)}
        </>
      )}
    </pre>
  );
}
