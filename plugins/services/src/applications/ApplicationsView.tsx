import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { viewsOf, type Services } from '@pilothouse/plugin-platform-common';
import {
  ClusterNotes,
  KeysHelp,
  useKeys,
} from '@pilothouse/plugin-platform-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { servicesTranslationRef } from '../language/ref';
import { FilterBar } from '../looking/FilterBar';
import { NothingOfTeam } from '../looking/NothingOfTeam';
import { StateFilter } from '../looking/StateFilter';
import { OwnershipGate } from '../looking/OwnershipGate';
import { useLooked } from '../looking/useLooked';
import { refsOf, type Ownership } from '../looking/useOwnership';
import { applicationsOf, type ApplicationView } from '../rows/applications';
import {
  fitting,
  inStates,
  isEverything,
  noFilter,
  unseenTeamOf,
} from '../rows/filter';
import { allAnswer } from '../rows/known';
import { environmentsOf, optionsOf } from '../rows/options';
import { ApplicationCard } from './ApplicationCard';

/** With so few applications all of them are open. */
const fewApplications = 6;

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
});

/** Applications, how they are, and what runs of their services where. */
export function ApplicationsView(props: {
  services: Services;
  ownership: Ownership;
}) {
  const { t } = useTranslationRef(servicesTranslationRef);
  const { services } = props;
  const ownership = refsOf(props.ownership);
  const looking = useLooked();
  const filter = useDeferredValue(looking.filter);
  const options = useMemo(() => optionsOf(services), [services]);
  const applications = useMemo(
    () =>
      applicationsOf(services, fitting(services, filter, ownership), {
        filter,
        ownership,
      }),
    [services, filter, ownership],
  );
  const [helping, setHelping] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  useKeys({
    search: () => search.current?.focus(),
    clear: looking.clear,
    help: () => setHelping(true),
  });
  // Decided once: none folds or unfolds under the eyes of who looks for something.
  const [few] = useState(
    () =>
      applicationsOf(services, viewsOf(services), {
        filter: noFilter,
        ownership,
      }).length <= fewApplications,
  );
  const shown = inStates(applications, filter.states);
  return (
    <>
      <FilterBar
        looking={looking}
        options={options}
        searchLabel={t('filter.searchApplications')}
        searchRef={search}
        onHelp={() => setHelping(true)}
      />
      <OwnershipGate filter={looking.filter} ownership={props.ownership}>
        <StateFilter
          title={t('summary.applications', { count: applications.length })}
          views={applications}
          states={looking.filter.states}
          onChange={states => looking.change({ states })}
        />
        <ClusterNotes clusters={services.clusters} />
        {shown.length === 0 ? (
          <Empty
            filtered={!isEverything(filter)}
            unseenTeam={unseenTeamOf(services, filter)}
            allAnswer={allAnswer(services.clusters, filter.cluster)}
            onClear={looking.clear}
          />
        ) : (
          <Cards services={services} applications={shown} few={few} />
        )}
      </OwnershipGate>
      <KeysHelp
        open={helping}
        meanings={{ search: t('keys.search'), clear: t('keys.clear') }}
        onClose={() => setHelping(false)}
      />
    </>
  );
}

function Cards(props: {
  services: Services;
  applications: readonly ApplicationView[];
  /** Whether they are open until somebody folds them. */
  few: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { services, applications } = props;
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const environments = useMemo(() => environmentsOf(services), [services]);
  return (
    <ul className={classes.list} aria-label={t('applications.label')}>
      {applications.map(view => {
        const open = chosen.get(view.key) ?? props.few;
        return (
          <ApplicationCard
            key={view.key}
            view={view}
            environments={environments}
            manyClusters={services.clusters.length > 1}
            allAnswer={allAnswer(services.clusters)}
            open={open}
            onToggle={() => setChosen(new Map(chosen).set(view.key, !open))}
          />
        );
      })}
    </ul>
  );
}

function Empty(props: {
  filtered: boolean;
  unseenTeam: string | undefined;
  allAnswer: boolean;
  onClear: () => void;
}) {
  const { t } = useTranslationRef(servicesTranslationRef);
  if (props.unseenTeam && props.allAnswer) {
    return <NothingOfTeam team={props.unseenTeam} onClear={props.onClear} />;
  }
  if (props.filtered) {
    return (
      <div>
        <Typography gutterBottom>
          {t(
            props.allAnswer
              ? 'empty.filteredApplications'
              : 'empty.filteredApplicationsNotKnown',
          )}
        </Typography>
        <Button variant="outlined" onClick={props.onClear}>
          {t('filter.clear')}
        </Button>
      </div>
    );
  }
  return (
    <div>
      <Typography variant="h6" component="h2" gutterBottom>
        {t('empty.noApplications')}
      </Typography>
      <Typography>
        {t('empty.applicationsAdvice', { field: <code>spec.system</code> })}
      </Typography>
    </div>
  );
}
