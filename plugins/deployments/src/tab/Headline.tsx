import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  isAsleep,
  type Cause,
  type PlacementDetail,
  type Revision,
  type Status,
} from '@pilothouse/plugin-platform-common';
import {
  CauseNote,
  RelativeTime,
  StatusLabel,
  useCauses,
} from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { endedRun, LastLines } from '../evidence/LastLines';
import { deploymentsTranslationRef } from '../language/ref';
import {
  currentRevision,
  proposedWayBack,
  type WayBack,
} from '../revisions/revisions';
import { useRevisionName } from '../revisions/useRevisionName';
import { causeKeys } from './cause-keys';
import type { Placed } from './placements';
import { usePlacementWord } from './usePlacementWord';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2) },
  title: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 1.5),
    '& h2': { margin: 0, fontSize: 20, overflowWrap: 'anywhere' },
  },
  /** What is heard when it changes, without the times that change by themselves. */
  unseen: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clip: 'rect(0 0 0 0)',
  },
  place: {
    color: theme.palette.text.secondary,
    fontSize: 13,
    overflowWrap: 'anywhere',
  },
  causes: {
    listStyle: 'none',
    margin: theme.spacing(1, 0),
    padding: 0,
    '& > li': {
      margin: theme.spacing(1, 0),
      padding: theme.spacing(1, 2),
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
    },
  },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0),
  },
  line: { margin: theme.spacing(0.5, 0) },
}));

/** The answer: how it is and since when, why, since which release, and the way back. */
export function Headline(props: {
  placed: Placed;
  /** What can be done about a cause, beside the first. */
  actions: ReactNode;
}) {
  const classes = useStyles();
  const { placement, cluster } = props.placed;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { sayLine } = useCauses();
  const { causes, ref } = placement;
  const keys = causeKeys(causes);
  const word = usePlacementWord()(placement);
  const asleep = isAsleep(placement);
  const environment = placement.environment ?? ref.namespace;
  return (
    <div className={classes.root}>
      <div className={classes.title}>
        <h2>{environment}</h2>
        <StatusLabel
          status={placement.status}
          asleep={asleep}
          word={word}
          since={asleep ? undefined : placement.since}
          sinceReady={placement.status === 'healthy'}
          why={causes.length === 0 && !asleep && sayLine(placement)}
        />
        <span role="status" className={classes.unseen}>
          {asleep
            ? t('headline.heardShort', { environment, status: word })
            : t('headline.heard', {
                environment,
                status: word,
                line: sayLine(placement),
              })}
        </span>
        <span className={classes.place}>
          {ref.kind} {cluster?.title ?? ref.cluster}/{ref.namespace}/{ref.name}
        </span>
      </div>
      {causes.length > 0 && (
        <ul className={classes.causes}>
          {causes.map((cause, index) => (
            <li key={keys[index]}>
              <CauseNote
                cause={cause}
                plain={index === 0 && isTold(cause, placement.status)}
                lastLines={<Evidence facts={cause.facts} of={ref} />}
                actions={
                  index === 0 && (
                    <>
                      <Releases placed={props.placed} />
                      <div className={classes.actions}>{props.actions}</div>
                    </>
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** On its way with something wrong is on its way; the cause says what may yet be wrong. */
function isTold({ severity }: Cause, status: Status): boolean {
  return severity === status || status === 'progressing';
}

/** What was written before a container ended, where a cause is about that. */
function Evidence(props: {
  facts: PlacementDetail['causes'][number]['facts'];
  of: PlacementDetail['ref'];
}) {
  const run = endedRun(props.facts, props.of);
  return run ? <LastLines run={run} /> : null;
}

/** Which release runs since when, and which was there before. */
function Releases({ placed }: { placed: Placed }) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { placement } = placed;
  const called = useRevisionName(placement.revisions);
  const current = currentRevision(placement);
  const back = proposedWayBack(placement);
  return (
    <>
      {current && (
        <p className={classes.line}>
          {current.currentSince
            ? t(`headline.${howItRuns(current)}.since`, {
                release: called(current),
                time: <RelativeTime at={current.currentSince} />,
              })
            : t(`headline.${howItRuns(current)}.plain`, {
                release: called(current),
              })}
        </p>
      )}
      {back && (
        <p className={classes.line}>
          <Back back={back} release={called(back.revision)} />
        </p>
      )}
    </>
  );
}

/** What is known of the revision to go back to. */
function Back({ back, release }: { back: WayBack; release: string }) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { createdAt } = back.revision;
  if (back.stillRuns) return <>{t('headline.lastGood', { release })}</>;
  if (back.known) return <>{t('headline.lastReady', { release })}</>;
  return createdAt ? (
    <>
      {t('headline.before', {
        release,
        time: <RelativeTime at={createdAt} />,
      })}
    </>
  ) : (
    <>{t('headline.beforePlain', { release })}</>
  );
}

function howItRuns({ ready, everReady }: Revision) {
  if (ready > 0) return 'runs';
  return everReady === false ? 'neverReady' : 'notReady';
}
