import { makeStyles } from '@material-ui/core/styles';
import { knownParts, type Abilities } from '@pilothouse/plugin-platform-common';
import { ClusterNotes } from '@pilothouse/plugin-platform-react';
import { useCallback, useMemo, useState } from 'react';
import { ChangeDialog } from '../change/ChangeDialog';
import type { Intent } from '../change/intent';
import type { Sent } from '../change/sent';
import { SentNote } from '../change/SentNote';
import type { Changes } from '../data/changes';
import { Addresses } from '../evidence/Addresses';
import { Conditions } from '../evidence/Conditions';
import { Events } from '../evidence/Events';
import { Owners } from '../evidence/Owners';
import { Scaling } from '../evidence/Scaling';
import { PodTable } from '../pods/PodTable';
import { RevisionTable } from '../revisions/RevisionTable';
import { RolloutBars } from '../rollout/RolloutBars';
import { useActions } from './Actions';
import { Headline } from './Headline';
import { isOld, type Placed } from './placements';

const useStyles = makeStyles(theme => ({
  old: { filter: 'grayscale(0.8)' },
  small: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(280px, 100%), 1fr))',
    gap: theme.spacing(0, 3),
  },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(2),
  },
  sent: { margin: theme.spacing(0, 0, 2) },
}));

/** One placement: the answer, what can be done, and then the evidence. */
export function Placement(props: {
  placed: Placed;
  /** What this person may do; `undefined` until that is known. */
  abilities: Abilities | undefined;
  changes: Changes;
  /** Address of the log of a pod, or of all; missing where there is no page of logs. */
  logsOf?: (pod?: string) => string;
}) {
  const classes = useStyles();
  const { placed, abilities, changes, logsOf } = props;
  const { placement } = placed;
  const [intent, begin] = useState<Intent>();
  const [sent, setSent] = useState<Sent>();
  const forget = useCallback(() => setSent(undefined), []);
  const busy = intent !== undefined;
  const offered = useMemo(
    () => (busy ? onlyRefused(abilities) : abilities),
    [abilities, busy],
  );
  const actions = useActions({
    placement,
    abilities: offered,
    logsOf,
    begin,
  });
  const old = isOld(placed);
  const known = knownParts(placement.ref.kind, placed.cluster);
  return (
    <article aria-label={placement.id}>
      {old && placed.cluster && (
        <ClusterNotes clusters={[placed.cluster]} readable={[]} />
      )}
      <div className={old ? classes.old : undefined}>
        <Headline placed={placed} actions={actions.aboutCause} />
        <div className={classes.bar}>{actions.general}</div>
        <div role="status">
          {sent && (
            <p className={classes.sent}>
              <SentNote sent={sent} placement={placement} onOver={forget} />
            </p>
          )}
        </div>
        {intent && (
          <ChangeDialog
            placement={placement}
            cluster={placed.cluster}
            intent={intent}
            changes={changes}
            onClose={() => begin(undefined)}
            onDone={(typed, before) => {
              setSent({ intent, typed, before, at: Date.now() });
              begin(undefined);
            }}
          />
        )}
        <RolloutBars placement={placement} />
        <PodTable
          pods={placement.pods}
          known={known.pods}
          actions={actions.ofPod}
        />
        <RevisionTable
          revisions={placement.revisions}
          known={known.revisions}
          actions={actions.ofRevision}
        />
        <Events events={placement.events} known={known.events} />
        <Conditions conditions={placement.conditions} />
        <div className={classes.small}>
          <Scaling placement={placement} />
          <Addresses addresses={placement.addresses} />
          <Owners placement={placement} />
        </div>
      </div>
    </article>
  );
}

/** One change at a time: while one is under way, none can be begun that might be the same. */
function onlyRefused(
  abilities: Abilities | undefined,
): Partial<Abilities> | undefined {
  return (
    abilities &&
    Object.fromEntries(
      Object.entries(abilities).filter(([, { allowed }]) => !allowed),
    )
  );
}
