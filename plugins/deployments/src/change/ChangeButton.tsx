import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { Ability, Refusal } from '@pilothouse/plugin-platform-common';
import { platformReactTranslationRef } from '@pilothouse/plugin-platform-react';
import { useId } from 'react';
import { useRefusalWords } from './useRefusalWords';

const useStyles = makeStyles(theme => ({
  root: { display: 'inline-flex', flexDirection: 'column', maxWidth: 320 },
  button: { textTransform: 'none' },
  /** As high as a line of its row, whatever can be pressed around it. */
  inRow: {
    marginTop: theme.spacing(-0.5),
    marginBottom: theme.spacing(-0.5),
    '& button': { lineHeight: 'inherit' },
  },
  refused: {
    color: theme.palette.text.disabled,
    cursor: 'not-allowed',
    '&:hover': { backgroundColor: 'transparent' },
  },
  why: { fontSize: 12, color: theme.palette.text.secondary },
  raw: {
    fontSize: 12,
    color: theme.palette.text.secondary,
    overflowWrap: 'anywhere',
    '& summary': { cursor: 'pointer' },
  },
  unseen: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clip: 'rect(0 0 0 0)',
  },
}));

/**
 * A button that begins a change. It is not there where nobody can make that change. Where
 * this person may not, it can still have the focus, and says why. It waits until that is
 * known.
 */
export function ChangeButton(props: {
  label: string;
  /** What is heard instead of the label, where that is short. */
  name?: string;
  ability: Ability | undefined;
  onClick: () => void;
  primary?: boolean;
  /** In a row the reason shows under the pointer and with the focus only. */
  inRow?: boolean;
}) {
  const classes = useStyles();
  const why = useRefusalWords()(props.ability);
  const id = useId();
  const { ability, inRow } = props;
  if (ability?.allowed === false && ability.because.kind === 'not-applicable') {
    return null;
  }
  const refused = ability?.allowed === false;
  const button = (
    <Button
      size="small"
      variant={inRow ? 'text' : 'outlined'}
      color={props.primary && !refused ? 'primary' : 'default'}
      className={`${classes.button} ${refused ? classes.refused : ''}`}
      disabled={!ability}
      disableRipple={refused}
      aria-disabled={refused || undefined}
      aria-label={props.name}
      aria-describedby={why ? id : undefined}
      onClick={refused ? undefined : props.onClick}
    >
      {props.label}
    </Button>
  );
  return (
    <span className={`${classes.root} ${inRow ? classes.inRow : ''}`}>
      {inRow && why ? <Tooltip title={why}>{button}</Tooltip> : button}
      {why && (
        <span id={id} className={inRow ? classes.unseen : classes.why}>
          {why}
        </span>
      )}
      {!inRow && refused && <Raw because={ability.because} />}
    </span>
  );
}

/** Word by word what the cluster said, or what the portal met with in asking; folded away. */
function Raw({ because }: { because: Refusal }) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  const said = saidIn(because);
  return said ? (
    <details className={classes.raw}>
      <summary>{t('failure.details')}</summary>
      {said}
    </details>
  ) : null;
}

function saidIn(refusal: Refusal): string | undefined {
  switch (refusal.kind) {
    case 'cluster':
      return refusal.said;
    case 'not-known':
      return refusal.because;
    default:
      return undefined;
  }
}
