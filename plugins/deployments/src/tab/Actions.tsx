import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Abilities,
  CauseFacts,
  PlacementDetail,
  PodRow,
  Revision,
} from '@pilothouse/plugin-platform-common';
import { useCallback } from 'react';
import { ChangeButton } from '../change/ChangeButton';
import type { Intent } from '../change/intent';
import { deploymentsTranslationRef } from '../language/ref';
import { proposedWayBack } from '../revisions/revisions';
import { useRevisionName } from '../revisions/useRevisionName';

/** Causes for which nothing was started that could have written a line. */
const beforeStart: ReadonlySet<CauseFacts['kind']> = new Set([
  'admission-refused',
  'create-failed',
  'image-pull',
  'limit-range',
  'missing-object',
  'quota-exceeded',
  'unschedulable',
  'volume-pending',
]);

const mayHaveWritten = ({ kind }: CauseFacts) => !beforeStart.has(kind);

/** The buttons and links of a placement, by where they stand. */
export function useActions(props: {
  placement: PlacementDetail;
  /** Of changes that are missing here it is not known yet, or they cannot be begun now. */
  abilities: Partial<Abilities> | undefined;
  logsOf?: (pod?: string) => string;
  begin: (intent: Intent) => void;
}) {
  const { placement, abilities, logsOf, begin } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const called = useRevisionName(placement.revisions);
  const rollBack = (revision: Revision, inRow: boolean) => (
    <ChangeButton
      key="roll-back"
      inRow={inRow}
      primary={!inRow}
      label={t('action.rollBackTo', { revision: called(revision) })}
      ability={abilities?.rollBack}
      onClick={() =>
        begin({ kind: 'roll-back', revision, called: called(revision) })
      }
    />
  );
  const ofPod = useCallback(
    (pod: PodRow) => (
      <>
        {logsOf && (
          <Link
            to={logsOf(pod.name)}
            aria-label={t('action.logsOf', { pod: pod.name })}
          >
            {t('action.logs')}
          </Link>
        )}{' '}
        <ChangeButton
          inRow
          label={t('action.delete')}
          name={t('action.deletePod', { pod: pod.name })}
          ability={abilities?.deletePod}
          onClick={() => begin({ kind: 'delete-pod', pod })}
        />
      </>
    ),
    [abilities, logsOf, begin, t],
  );
  const broken = placement.causes[0]?.facts;
  const pod = broken && 'pod' in broken ? broken.pod : undefined;
  const back = proposedWayBack(placement);
  return {
    ofPod,
    ofRevision: (revision: Revision) => rollBack(revision, true),
    aboutCause: (
      <>
        {back && rollBack(back.revision, false)}
        {logsOf && (!broken || mayHaveWritten(broken)) && (
          <Link to={logsOf(pod)}>{t('action.seeLogs')}</Link>
        )}
      </>
    ),
    general: (
      <>
        <ChangeButton
          label={t('action.scale')}
          ability={abilities?.scale}
          onClick={() => begin({ kind: 'scale' })}
        />
        <ChangeButton
          label={t('action.restart')}
          ability={abilities?.restart}
          onClick={() => begin({ kind: 'restart' })}
        />
      </>
    ),
  };
}
