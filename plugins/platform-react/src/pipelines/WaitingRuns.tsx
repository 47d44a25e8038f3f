import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import type { BrokenPipelines } from '@pilothouse/plugin-platform-common';
import { useId } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { platformReactTranslationRef } from '../language/ref';
import { useLanguage } from '../language/useLanguage';
import { nameOfRef, runPath } from '../services/paths';
import { absoluteTime } from '../time/relative';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(3) },
  runs: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderLeft: `4px solid ${theme.palette.warning.main}`,
    borderRadius: theme.shape.borderRadius,
    fontSize: 14,
  },
  run: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(1, 2),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  question: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
  until: { color: theme.palette.text.secondary },
}));

/**
 * The runs that wait for an answer of the person, what each asks and until when; nothing
 * where none does.
 */
export function WaitingRuns(props: {
  waiting: BrokenPipelines['waiting'];
  /** What the service with the reference is called, where that is not its name. */
  nameOf?: (entityRef: string) => string | undefined;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  const language = useLanguage();
  const title = useId();
  const { nameOf, waiting } = props;
  const all = Object.entries(waiting).flatMap(([entityRef, runs]) =>
    runs.map(each => ({
      ...each,
      entityRef,
      name: nameOf?.(entityRef) ?? nameOfRef(entityRef),
    })),
  );
  if (all.length === 0) return null;
  return (
    <section className={classes.root} aria-labelledby={title}>
      <h2 id={title}>{t('waiting.title')}</h2>
      <ul className={classes.runs}>
        {all.map(({ entityRef, name, questions, run, until }) => (
          <li key={`${run.job} ${run.number}`} className={classes.run}>
            <span className={classes.name}>{name}</span>
            <span className={classes.question}>
              {questions.join(' · ')}
              {until && (
                <span className={classes.until}>
                  {' · '}
                  {t('waiting.until', {
                    time: absoluteTime(Date.parse(until), language),
                  })}
                </span>
              )}
            </span>
            <Link
              component={RouterLink}
              to={runPath(entityRef, run)}
              aria-label={t('waiting.answerWhat', {
                name,
                number: `${run.number}`,
              })}
            >
              {t('waiting.answer')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
