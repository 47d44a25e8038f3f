import { useTranslationRef } from '@backstage/frontend-plugin-api';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useTheme } from '@material-ui/core/styles';
import {
  viewsOf,
  type BrokenPipelines,
  type ServiceView,
  type Services,
} from '@pilothouse/plugin-platform-common';
import {
  ClusterNotes,
  KeysHelp,
  runsPath,
  useHolding,
  useKeys,
} from '@pilothouse/plugin-platform-react';
import {
  useCallback,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useNavigate } from 'react-router-dom';
import { servicesTranslationRef } from '../language/ref';
import { FilterBar } from '../looking/FilterBar';
import { StateFilter } from '../looking/StateFilter';
import { OwnershipGate } from '../looking/OwnershipGate';
import { useLooked, type Looking } from '../looking/useLooked';
import { refsOf, type Ownership } from '../looking/useOwnership';
import { fitting, inStates, isEverything, unseenTeamOf } from '../rows/filter';
import { allAnswer } from '../rows/known';
import { environmentsOf, optionsOf } from '../rows/options';
import { sorted } from '../rows/sort';
import { Empty } from './Empty';
import { ServiceCards } from './ServiceCards';
import { ServiceTable, type ListHandle } from './ServiceTable';
import { useGlow } from './useGlow';
import { useSteadyRows } from './useSteadyRows';

/** What runs where: filters, the answer in one line, and a row for each service. */
export function ServicesView(props: {
  services: Services;
  pipelines: BrokenPipelines['services'];
  ownership: Ownership;
}) {
  const { t } = useTranslationRef(servicesTranslationRef);
  const { services, pipelines } = props;
  const looking = useLooked();
  const options = useMemo(() => optionsOf(services), [services]);
  const [helping, setHelping] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<ListHandle>(null);
  const { views, rows, glow, holding } = useRows(props, looking);
  const { environment, cluster } = looking.filter;
  const environments = useMemo(
    () => (environment ? [environment] : environmentsOf(services)),
    [services, environment],
  );
  const unregistered = views.filter(({ row }) => !row.entityRef).length;
  const failing = views.filter(({ key }) => pipelines[key]).length;
  const open = useOpen();
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'), {
    noSsr: true,
  });
  useKeys({
    search: () => search.current?.focus(),
    move: by => list.current?.move(by),
    clear: looking.clear,
    help: () => setHelping(true),
  });
  const List = isNarrow ? ServiceCards : ServiceTable;
  return (
    <>
      <FilterBar
        looking={looking}
        options={options}
        searchLabel={t('filter.search')}
        searchRef={search}
        onHelp={() => setHelping(true)}
      />
      <OwnershipGate filter={looking.filter} ownership={props.ownership}>
        <StateFilter
          title={t('summary.services', { count: views.length })}
          notes={[
            ...(unregistered > 0
              ? [t('summary.unregistered', { count: unregistered })]
              : []),
            ...(failing > 0
              ? [t('summary.pipelines', { count: failing })]
              : []),
          ]}
          views={views}
          states={looking.filter.states}
          onChange={states => looking.change({ states })}
        />
        <ClusterNotes clusters={services.clusters} />
        {rows.length === 0 ? (
          <Empty
            filtered={!isEverything(looking.filter)}
            unseenTeam={unseenTeamOf(services, looking.filter)}
            allAnswer={allAnswer(services.clusters, cluster)}
            onClear={looking.clear}
          />
        ) : (
          <List
            rows={rows}
            environments={environments}
            pipelines={pipelines}
            manyClusters={services.clusters.length > 1}
            allAnswer={allAnswer(services.clusters, cluster)}
            glow={glow}
            sort={looking.sort}
            onSort={looking.sortBy}
            onOpen={open}
            holding={holding}
            handle={list}
          />
        )}
      </OwnershipGate>
      <KeysHelp
        open={helping}
        meanings={{
          search: t('keys.search'),
          move: t('keys.move'),
          enter: t('keys.enter'),
          clear: t('keys.clear'),
        }}
        onClose={() => setHelping(false)}
      />
    </>
  );
}

function useRows(
  props: { services: Services; ownership: Ownership },
  { filter: typed, sort }: Looking,
) {
  const { services } = props;
  const ownership = refsOf(props.ownership);
  const { held, handlers: holding } = useHolding();
  // Rows may come a moment after the letters, but letters never wait for rows.
  const filter = useDeferredValue(typed);
  const asked = useMemo(() => ({ filter, sort }), [filter, sort]);
  const everything = useMemo(() => viewsOf(services), [services]);
  const all = useMemo(
    () => new Map(everything.map(view => [view.key, view])),
    [everything],
  );
  const views = useMemo(
    () => fitting(services, filter, ownership),
    [services, filter, ownership],
  );
  const wanted = useMemo(
    () => sorted(inStates(views, filter.states), sort),
    [views, filter, sort],
  );
  const rows = useSteadyRows({ wanted, all, held, asked });
  return { views, rows, glow: useGlow(everything), holding };
}

function useOpen() {
  const navigate = useNavigate();
  return useCallback(
    ({ row }: ServiceView) => {
      const path = runsPath(row);
      if (path) {
        navigate(path);
      }
    },
    [navigate],
  );
}
