import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import type { TeamRuns } from '@pilothouse/plugin-platform-common';
import {
  entityPath,
  formatList,
  nameOfRef,
  runPath,
  useBrokenPipelines,
  useLanguage,
  useLive,
  WaitingRuns,
} from '@pilothouse/plugin-platform-react';
import { keyOf } from '../data/address';
import { pipelinesTranslationRef } from '../language/ref';
import { RunList } from '../list/RunList';
import { RunRow } from '../list/RunRow';
import { Heard } from '../tab/Freshness';
import { LiveView } from '../tab/LiveView';
import { NothingToShow } from '../tab/NothingToShow';
import { InnerLink } from '../ui/InnerLink';
import { runsOfTeam, unseenOf, worstKnowledge } from './rows';

/** As many runs of each service are asked for, and of all are shown. */
const ofEach = 10;
const most = 20;

/** The newest runs of all services of a team. */
export function TeamCard() {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { entity } = useEntity();
  const live = useLive('pipelines.team', {
    groupRef: stringifyEntityRef(entity),
    limit: ofEach,
  });
  return (
    <EntityInfoCard title={t('team.title')}>
      <LiveView live={live}>
        {told => <Told told={told} stale={live.kind === 'stale'} />}
      </LiveView>
    </EntityInfoCard>
  );
}

function Told({ told, stale }: { told: TeamRuns; stale: boolean }) {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const language = useLanguage();
  const { waiting } = useBrokenPipelines();
  const named = (refs: readonly string[]) =>
    formatList(refs.map(nameOfRef), language);
  const knowledge = worstKnowledge(told);
  const { absent, silent, notPermitted, unbuilt, noServer } = unseenOf(told);
  const all = Object.values(told.services);
  if (noServer) {
    return <NothingToShow nothing={{ kind: 'not-configured' }} name="" />;
  }
  if (all.length === 0) {
    return <p role="status">{t('team.unseen')}</p>;
  }
  // Of none that is not told is it known whether anything has run.
  const isAnyTold = all.some(({ kind }) => kind === 'known');
  const rows = isAnyTold ? <Rows told={told} stale={stale} /> : null;
  return (
    <>
      <WaitingRuns
        waiting={Object.fromEntries(
          Object.entries(waiting).filter(([ref]) => ref in told.services),
        )}
      />
      {knowledge ? <Heard knowledge={knowledge}>{rows}</Heard> : rows}
      {absent.length > 0 && (
        <p>{t('team.absent', { services: named(absent) })}</p>
      )}
      {silent.length > 0 && (
        <p>{t('team.silent', { services: named(silent) })}</p>
      )}
      {notPermitted.length > 0 && (
        <p>{t('team.notPermitted', { services: named(notPermitted) })}</p>
      )}
      {unbuilt.length > 0 && (
        <p>{t('team.unbuilt', { services: named(unbuilt) })}</p>
      )}
    </>
  );
}

function Rows({ told, stale }: { told: TeamRuns; stale: boolean }) {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const runs = runsOfTeam(told).slice(0, most);
  if (runs.length === 0) {
    return <p role="status">{t('team.none')}</p>;
  }
  return (
    <RunList label={t('team.title')}>
      {runs.map(each => {
        const tab = `${entityPath(each.entityRef)}/pipelines`;
        return (
          <RunRow
            key={keyOf(each.run)}
            run={each.run}
            stale={stale || each.stale}
            to={runPath(each.entityRef, each.run)}
            service={
              <InnerLink to={tab}>{nameOfRef(each.entityRef)}</InnerLink>
            }
          />
        );
      })}
    </RunList>
  );
}
