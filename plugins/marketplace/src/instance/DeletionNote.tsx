import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type {
  InstanceRef,
  PendingDeletion,
} from '@pilothouse/plugin-platform-common';
import {
  absoluteTime,
  statusColors,
  useAct,
  useLanguage,
  useNow,
  usePlatformClient,
} from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';
import { Problem } from '../order/Effect';
import { useRefusal } from '../words/useRefusal';
import { useAbilities } from './useAbilities';

const useStyles = makeStyles(theme => ({
  root: {
    margin: theme.spacing(0, 0, 2),
    padding: theme.spacing(0.75, 1.5),
    fontSize: 14,
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderLeft: `4px solid ${statusColors[theme.palette.type].degraded}`,
  },
  small: { fontSize: 13 },
  undo: { textTransform: 'none', marginLeft: theme.spacing(1) },
}));

/** How long what is due may take before one is told that it did not happen. */
const patienceMs = 30_000;

/** Name of who asked, from the reference of their entity. */
export function nameOf(by: string): string {
  try {
    return parseEntityRef(by).name;
  } catch {
    return by;
  }
}

/** That an instance will be deleted, when and who asked, and the button that takes it back. */
export function DeletionNote(props: {
  instanceRef: InstanceRef;
  deletion: PendingDeletion;
  /** In a row, of which there may be many. */
  small?: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const refusal = useRefusal();
  const language = useLanguage();
  const client = usePlatformClient();
  const { instanceRef, deletion, small } = props;
  const { name } = instanceRef;
  const due = Date.parse(deletion.at);
  const isOverdue = useNow() > due + patienceMs;
  const abilities = useAbilities({ ref: instanceRef }, deletion.at, isOverdue);
  const undoing = useAct(client.marketplace.undoDeletion, () => undefined);
  const known = abilities?.deletion;
  const words = {
    time: absoluteTime(due, language),
    by: nameOf(deletion.by),
  };
  const said = () => {
    if (known?.kind === 'unheard') return t('life.unheard', words);
    if (known?.kind === 'refused') {
      return t('life.refused', { ...words, said: known.said });
    }
    if (!isOverdue) return t('life.pending', words);
    return known?.said
      ? t('life.overdueWhy', { ...words, said: known.said })
      : t('life.overdue', words);
  };
  return (
    <div className={small ? classes.small : classes.root} role="status">
      {said()}
      <Button
        size="small"
        variant="outlined"
        className={classes.undo}
        aria-label={t('life.undoOne', { name })}
        disabled={!abilities?.undo?.allowed || undoing.busy}
        onClick={() =>
          void undoing.act({ ref: instanceRef, uid: deletion.uid })
        }
      >
        {t('life.undo')}
      </Button>
      {abilities?.undo && !abilities.undo.allowed && (
        <div>{refusal(abilities.undo)}</div>
      )}
      {undoing.problem && (
        <Problem error={undoing.problem} isChange onAgain={undoing.forget} />
      )}
    </div>
  );
}
