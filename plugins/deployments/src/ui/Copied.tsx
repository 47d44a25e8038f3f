import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import CopyIcon from '@material-ui/icons/FileCopyOutlined';
import DoneIcon from '@material-ui/icons/Done';
import { useState } from 'react';
import { deploymentsTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: { display: 'inline-flex', alignItems: 'center', minWidth: 0 },
  text: { overflowWrap: 'anywhere' },
  button: { padding: 3, marginLeft: theme.spacing(0.25), fontSize: 14 },
}));

/** A value that is shown shortened and copied whole. */
export function Copied(props: {
  /** The whole. */
  value: string;
  /** What is shown of it. */
  shown?: string;
  /** What the button does, for those who hear it. */
  label: string;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(props.value);
    setCopied(true);
  };
  const label = copied ? t('copy.done') : props.label;
  const Icon = copied ? DoneIcon : CopyIcon;
  return (
    <span className={classes.root}>
      <span className={classes.text} title={props.value}>
        {props.shown ?? props.value}
      </span>
      {navigator.clipboard && (
        <IconButton
          className={classes.button}
          onClick={() => void copy()}
          onBlur={() => setCopied(false)}
          title={label}
          aria-label={label}
        >
          <Icon fontSize="inherit" />
        </IconButton>
      )}
    </span>
  );
}
