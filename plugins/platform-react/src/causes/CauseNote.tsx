import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Cause } from '@pilothouse/plugin-platform-common';
import type { ReactNode } from 'react';
import { StatusLabel } from '../status/StatusLabel';
import { causesTranslationRef } from './language/ref';
import { useCauses } from './useCauses';

const useStyles = makeStyles(theme => ({
  root: {
    minWidth: 0,
    overflowWrap: 'anywhere',
    '& p': { margin: theme.spacing(0.5, 0) },
    '& details': { marginTop: theme.spacing(0.5), fontSize: 13 },
    '& summary': { cursor: 'pointer', color: theme.palette.text.secondary },
    '& pre': {
      margin: theme.spacing(0.5, 0),
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      fontSize: 12,
    },
  },
  what: { fontWeight: 600 },
  pods: { color: theme.palette.text.secondary, fontSize: 13 },
}));

/** A cause: what is wrong and since when, what to do, and folded away what was said. */
export function CauseNote(props: {
  cause: Cause;
  /** Whether its weight and its time are told already beside it. */
  plain?: boolean;
  /** What was written before a process ended. */
  lastLines?: ReactNode;
  /** What can be done about it here and now. */
  actions?: ReactNode;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(causesTranslationRef);
  const { sayCause } = useCauses();
  const { cause } = props;
  const said = sayCause(cause);
  return (
    <div className={classes.root} data-cause={cause.facts.kind}>
      {!props.plain && (
        <StatusLabel status={cause.severity} since={cause.since} />
      )}
      {cause.pods > 1 && (
        <span className={classes.pods}>
          {' '}
          {t('view.pods', { count: cause.pods })}
        </span>
      )}
      <p className={classes.what}>{said.what}</p>
      <p>{said.fix}</p>
      {props.lastLines}
      {props.actions}
      {said.lastWords && (
        <Folded title={t('view.lastWords')} text={said.lastWords} />
      )}
      {said.raw && said.raw !== said.lastWords && (
        <Folded title={t('view.raw')} text={said.raw} />
      )}
    </div>
  );
}

function Folded({ title, text }: { title: string; text: string }) {
  return (
    <details>
      <summary>{title}</summary>
      <pre>{text}</pre>
    </details>
  );
}
