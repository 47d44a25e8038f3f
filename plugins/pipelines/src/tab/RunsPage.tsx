import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  maxRunsOfPage,
  type ServiceRuns,
} from '@pilothouse/plugin-platform-common';
import { useLive } from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { keyOf, queryOf } from '../data/address';
import type { Address } from '../data/useAddress';
import { heldBy } from '../data/held-by';
import type { Service } from '../data/service';
import { pipelinesTranslationRef } from '../language/ref';
import { QueuedRow } from '../list/QueuedRow';
import { RunList } from '../list/RunList';
import { RunRow } from '../list/RunRow';
import { isTrouble } from '../state/states';
import { Deployable } from './Deployable';
import { FilterBar } from './FilterBar';
import { Heard } from './Freshness';
import { Headline } from './Headline';
import { LiveView } from './LiveView';
import { NothingToShow } from './NothingToShow';

const useStyles = makeStyles(theme => ({
  button: { textTransform: 'none', marginTop: theme.spacing(1) },
  foot: { color: theme.palette.text.secondary, fontSize: 13 },
}));

/** As many runs are shown at first, and then each time that one asks for more. */
const steps = [50, 200, maxRunsOfPage];

/** The runs of a service: whether all is right first, then all of them. */
export function RunsPage(props: { service: Service; address: Address }) {
  const { entityRef, name } = props.service;
  const [step, setStep] = useState(0);
  const limit = steps[step] ?? maxRunsOfPage;
  const live = useLive('pipelines.service', { entityRef, offset: 0, limit });
  return (
    <LiveView live={live}>
      {told =>
        told.kind === 'known' ? (
          <>
            <Deployable service={props.service} />
            <Known
              {...props}
              told={told}
              stale={live.kind === 'stale' || told.knowledge.kind === 'stale'}
              onMore={
                step < steps.length - 1 ? () => setStep(step + 1) : undefined
              }
            />
          </>
        ) : (
          <NothingToShow nothing={told} name={name} />
        )
      }
    </LiveView>
  );
}

function Known(props: {
  service: Service;
  address: Address;
  told: Extract<ServiceRuns, { kind: 'known' }>;
  stale: boolean;
  onMore?: () => void;
}) {
  const { service, told, stale, address, onMore } = props;
  const { looked } = address;
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { branch, trouble } = looked;
  const runs = told.runs.filter(
    run =>
      (!branch || run.branch === branch) && (!trouble || isTrouble(run.state)),
  );
  const queued = trouble
    ? []
    : told.queued.filter(each => !branch || each.branch === branch);
  return (
    <Heard knowledge={told.knowledge}>
      <Headline service={service} runs={told.runs} stale={stale} />
      <FilterBar runs={told.runs} address={address} />
      {runs.length + queued.length > 0 && (
        <RunList label={t('runs.label', { name: service.name })}>
          {queued.map(each => (
            <QueuedRow
              key={each.id}
              queued={each}
              heldBy={heldBy(each, told.runs)}
            />
          ))}
          {runs.map(run => (
            <RunRow
              key={keyOf(run)}
              run={run}
              stale={stale}
              to={queryOf({ ...looked, run })}
            />
          ))}
        </RunList>
      )}
      {runs.length + queued.length === 0 && (
        <p role="status">
          {t(told.runs.length === 0 ? 'runs.none' : 'runs.noneSo')}
        </p>
      )}
      {told.more && onMore && (
        <Button
          variant="outlined"
          size="small"
          className={classes.button}
          onClick={onMore}
        >
          {t('runs.more')}
        </Button>
      )}
      {told.url && (
        <p className={classes.foot}>
          <Link to={told.url}>{t('runs.atServer', { job: told.job })}</Link>
        </p>
      )}
    </Heard>
  );
}
