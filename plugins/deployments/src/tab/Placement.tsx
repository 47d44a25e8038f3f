import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Abilities } from '@pilothouse/plugin-platform-common';
import { useState } from 'react';
import { ChangeDialog } from '../change/ChangeDialog';
import type { Intent } from '../change/intent';
import type { Changes } from '../data/changes';
import { deploymentsTranslationRef } from '../language/ref';
import { Addresses } from '../evidence/Addresses';
import { Conditions } from '../evidence/Conditions';
import { Events } from '../evidence/Events';
import { Owners } from '../evidence/Owners';
import { Scaling } from '../evidence/Scaling';
import { PodTable } from '../pods/PodTable';
import { RevisionTable } from '../revisions/RevisionTable';
import { RolloutBars } from '../rollout/RolloutBars';
import { useActions } from './Actions';
import { ClusterNotes } from './ClusterNotes';
import { Headline } from './Headline';
import { isOld, type Placed } from './placements';

const useStyles = makeStyles(theme => ({
  old: { opacity: 0.75 },
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
  done: { margin: theme.spacing(0, 0, 2) },
}));

/** One placement: the answer, what can be done, and then the evidence. */
export function Placement(props: {
  placed: Placed;
  /** What this person may do; `undefined` until that is known. */
  abilities: Abilities | undefined;
  changes: Changes;
  /** Address of the log of a pod, or of all. */
  logsOf: (pod?: string) => string;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { placed, abilities, changes, logsOf } = props;
  const { placement } = placed;
  const [intent, setIntent] = useState<Intent>();
  const [done, setDone] = useState<string>();
  const actions = useActions({
    placement,
    abilities,
    logsOf,
    begin: setIntent,
  });
  const old = isOld(placed);
  return (
    <article aria-label={placement.id}>
      {old && placed.cluster && <ClusterNotes clusters={[placed.cluster]} />}
      <div className={old ? classes.old : undefined}>
        <Headline placed={placed} actions={actions.aboutCause} />
        <div className={classes.bar}>{actions.general}</div>
        <div role="status">
          {done && <p className={classes.done}>{t('change.sent', { done })}</p>}
        </div>
        <RolloutBars placement={placement} />
        <PodTable pods={placement.pods} actions={actions.ofPod} />
        <RevisionTable
          revisions={placement.revisions}
          actions={actions.ofRevision}
        />
        <Events events={placement.events} />
        <Conditions conditions={placement.conditions} />
        <div className={classes.small}>
          <Scaling placement={placement} />
          <Addresses addresses={placement.addresses} />
          <Owners placement={placement} />
        </div>
      </div>
      {intent && (
        <ChangeDialog
          placement={placement}
          intent={intent}
          changes={changes}
          onClose={() => setIntent(undefined)}
          onDone={words => {
            setDone(words);
            setIntent(undefined);
          }}
        />
      )}
    </article>
  );
}
