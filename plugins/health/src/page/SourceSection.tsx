import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import type { PartsSource } from '@pilothouse/plugin-platform-common';
import {
  Duration,
  useFacts,
  useTitles,
} from '@pilothouse/plugin-platform-react';
import { healthTranslationRef } from '../language/ref';
import { PartCards } from './PartCards';
import { PartTable } from './PartTable';

const useStyles = makeStyles(theme => ({
  section: { marginBottom: theme.spacing(4) },
  title: { fontSize: 16, margin: theme.spacing(0, 0, 1) },
  unheard: { marginBottom: theme.spacing(1) },
}));

/** The parts that one source tells of: a table, or cards where there is little room. */
export function SourceSection({ source }: { source: PartsSource }) {
  const classes = useStyles();
  const { t } = useTranslationRef(healthTranslationRef);
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const say = useFacts();
  const { knowledge } = source;
  const title = useTitles().sourceTitle(source);
  return (
    <section className={classes.section} aria-label={title}>
      <h3 className={classes.title}>{title}</h3>
      {knowledge.kind === 'unknown' && (
        <Typography role="alert" className={classes.unheard}>
          {t('source.unheard', {
            duration: <Duration at={knowledge.since} />,
            because: say(knowledge.because),
          })}
        </Typography>
      )}
      {source.parts.length > 0 &&
        (narrow ? (
          <PartCards parts={source.parts} />
        ) : (
          <Paper variant="outlined">
            <PartTable parts={source.parts} title={title} />
          </Paper>
        ))}
    </section>
  );
}
