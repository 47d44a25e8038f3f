import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { RunRef, ServiceRun } from '@pilothouse/plugin-platform-common';
import { isTyping, useLive } from '@pilothouse/plugin-platform-react';
import { useEffect } from 'react';
import { queryOf } from '../data/address';
import type { Service } from '../data/service';
import type { Address } from '../data/useAddress';
import { pipelinesTranslationRef } from '../language/ref';
import { Heard } from '../tab/Freshness';
import { LiveView } from '../tab/LiveView';
import { NothingToShow, Words } from '../tab/NothingToShow';
import { InnerLink } from '../ui/InnerLink';
import { RunView } from './RunView';

const useStyles = makeStyles(theme => ({
  back: { marginBottom: theme.spacing(1.5) },
}));

/** One run of a service, and the way back to all of them. */
export function RunPage(props: {
  service: Service;
  run: RunRef;
  address: Address;
}) {
  const { service, run, address } = props;
  const { looked, look } = address;
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { job, number } = run;
  const live = useLive('pipelines.run', {
    entityRef: service.entityRef,
    run: { job, number },
  });
  const all = queryOf({ ...looked, run: undefined });
  useEscape(() => look({ run: undefined }));
  return (
    <>
      <div className={classes.back}>
        <InnerLink to={all}>{t('run.back', { name: service.name })}</InnerLink>
      </div>
      <LiveView live={live}>
        {told => (
          <Told
            told={told}
            service={service}
            run={run}
            all={all}
            stale={live.kind === 'stale'}
          />
        )}
      </LiveView>
    </>
  );
}

function Told(props: {
  told: ServiceRun;
  service: Service;
  run: RunRef;
  /** Where all runs are. */
  all: string;
  stale: boolean;
}) {
  const { told, service, run } = props;
  switch (told.kind) {
    case 'known':
      return (
        <Heard knowledge={told.knowledge}>
          <RunView
            service={service}
            run={told.run}
            stale={props.stale || told.knowledge.kind === 'stale'}
          />
        </Heard>
      );
    case 'run-absent':
      return <Absent service={service} run={run} all={props.all} />;
    default:
      return <NothingToShow nothing={told} name={service.name} />;
  }
}

function Absent(props: { service: Service; run: RunRef; all: string }) {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { job, number } = props.run;
  return (
    <Words title={t('nothing.runAbsent.title', { number: `${number}`, job })}>
      <p>{t('nothing.runAbsent.advice')}</p>
      <InnerLink to={props.all}>
        {t('nothing.runAbsent.back', { name: props.service.name })}
      </InnerLink>
    </Words>
  );
}

function useEscape(leave: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !isTyping(event)) {
        leave();
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [leave]);
}
