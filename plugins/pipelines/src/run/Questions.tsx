import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { Ability, PendingInput } from '@pilothouse/plugin-platform-common';
import { absoluteTime, useLanguage } from '@pilothouse/plugin-platform-react';
import { canBeAnsweredHere, type Order } from '../change/order';
import { useRefusalWords } from '../change/useRefusalWords';
import { pipelinesTranslationRef } from '../language/ref';
import { StateMark } from '../state/StateMark';

const useStyles = makeStyles(theme => ({
  root: {
    maxWidth: 960,
    marginBottom: theme.spacing(2),
    padding: theme.spacing(1.5),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.primary.main}`,
    borderRadius: theme.shape.borderRadius,
  },
  message: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginTop: theme.spacing(1),
  },
  button: { textTransform: 'none' },
  why: { color: theme.palette.text.secondary },
}));

/** What a run asks, with the answers for those who may give them. */
export function Questions(props: {
  inputs: readonly PendingInput[];
  mayAnswer: boolean;
  ability: Ability | undefined;
  begin: (order: Order) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const language = useLanguage();
  const why = useRefusalWords()(props.ability);
  return (
    <>
      {props.inputs.map(input => (
        <div key={input.id} className={classes.root}>
          <div className={classes.message}>
            <StateMark state="waiting-for-input" />
            {input.message}
          </div>
          {input.until && (
            <div className={classes.why}>
              {t('question.until', {
                time: absoluteTime(Date.parse(input.until), language),
              })}
            </div>
          )}
          <div className={classes.buttons}>
            {props.mayAnswer && !input.restrictedTo && (
              <Answers input={input} begin={props.begin} />
            )}
            {why && <span className={classes.why}>{why}</span>}
            {input.restrictedTo && (
              <span className={classes.why}>
                {t('question.restricted', { who: input.restrictedTo })}
              </span>
            )}
            {input.url && input.restrictedTo && (
              <Link to={input.url}>{t('action.atServer')}</Link>
            )}
            {!input.restrictedTo && !canBeAnsweredHere(input) && (
              <OnlyThere url={input.url} />
            )}
          </div>
        </div>
      ))}
    </>
  );
}

function OnlyThere({ url }: { url: string | undefined }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return url ? (
    <Link to={url}>{t('question.atServer')}</Link>
  ) : (
    <span className={classes.why}>{t('question.notHere')}</span>
  );
}

function Answers(props: {
  input: PendingInput;
  begin: (order: Order) => void;
}) {
  const { input, begin } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (
    <>
      {canBeAnsweredHere(input) && (
        <Button
          size="small"
          variant="contained"
          color="primary"
          className={classes.button}
          onClick={() => begin({ kind: 'proceed', input })}
        >
          {t('action.proceed', {
            label: input.proceed ?? t('order.proceed.verb'),
          })}
        </Button>
      )}
      <Button
        size="small"
        variant="outlined"
        className={classes.button}
        onClick={() => begin({ kind: 'reject', input })}
      >
        {t('action.reject')}
      </Button>
    </>
  );
}
