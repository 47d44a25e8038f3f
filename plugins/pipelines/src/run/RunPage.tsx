import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { RunRef } from '@pilothouse/plugin-platform-common';
import { isTyping, useLive } from '@pilothouse/plugin-platform-react';
import { useEffect } from 'react';
import { queryOf } from '../data/address';
import type { Service } from '../data/service';
import type { Address } from '../data/useAddress';
import { pipelinesTranslationRef } from '../language/ref';
import { Heard } from '../tab/Freshness';
import { LiveView } from '../tab/LiveView';
import { NothingToShow } from '../tab/NothingToShow';
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
  useEscape(() => look({ run: undefined }));
  return (
    <>
      <div className={classes.back}>
        <InnerLink to={queryOf({ ...looked, run: undefined })}>
          {t('run.back', { name: service.name })}
        </InnerLink>
      </div>
      <LiveView live={live}>
        {told =>
          told.kind === 'known' ? (
            <Heard knowledge={told.knowledge}>
              <RunView
                service={service}
                run={told.run}
                stale={live.kind === 'stale' || told.knowledge.kind === 'stale'}
              />
            </Heard>
          ) : (
            <NothingToShow nothing={told} name={service.name} />
          )
        }
      </LiveView>
    </>
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
