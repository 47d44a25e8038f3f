import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  innermostStages,
  type PipelineStage,
} from '@pilothouse/plugin-platform-common';
import { useLanguage } from '@pilothouse/plugin-platform-react';
import { pipelinesTranslationRef } from '../language/ref';
import { StateMark } from '../state/StateMark';
import { lasted } from '../time/lasted';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    listStyle: 'none',
    margin: 0,
    padding: 0,
    gap: theme.spacing(0.25, 0),
  },
  stage: {
    display: 'flex',
    alignItems: 'center',
    gap: 3,
    fontSize: 11,
    fontVariantNumeric: 'tabular-nums',
    color: theme.palette.text.secondary,
    '& .inner': { stroke: theme.palette.background.paper },
    '&:not(:last-child)::after': {
      content: '""',
      width: 8,
      margin: '0 2px',
      borderTop: `1px solid ${theme.palette.text.disabled}`,
    },
  },
  name: {
    maxWidth: 120,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.palette.text.primary,
  },
  unseen: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clip: 'rect(0 0 0 0)',
  },
}));

/** The stages of a run one after the other: how each is called, is, and how long it took. */
export function StageStrip(props: { stages: readonly PipelineStage[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const language = useLanguage();
  return (
    <ol className={classes.root} aria-label={t('stages.title')}>
      {innermostStages(props.stages).map(({ id, name, state, durationMs }) => {
        const took =
          durationMs === undefined || state === 'skipped'
            ? ''
            : lasted(durationMs, language);
        const word = t(`state.${state}`);
        return (
          <li
            key={id}
            className={classes.stage}
            title={[name, word, took].filter(Boolean).join(' · ')}
          >
            <StateMark state={state} size={13} />
            <span className={classes.name}>{name}</span>{' '}
            <span className={classes.unseen}>· {word}</span> {took}
          </li>
        );
      })}
    </ol>
  );
}
