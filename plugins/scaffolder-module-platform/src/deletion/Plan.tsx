import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  DeletionItem,
  DeletionPlan,
  KeptInstance,
} from '@pilothouse/plugin-platform-common';
import {
  formatList,
  StatusShape,
  useLanguage,
} from '@pilothouse/plugin-platform-react';
import { Link } from 'react-router-dom';
import { creationTranslationRef } from '../language/ref';
import { againstTexts, unheardTexts } from './against';
import { Items } from './Items';

const useStyles = makeStyles(theme => ({
  answer: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    '& .inner': { stroke: theme.palette.background.paper },
  },
  button: { textTransform: 'none' },
  strong: { fontWeight: 600, overflowWrap: 'anywhere' },
}));

/** What is deleted with a service, or why it cannot be. */
export function Plan(props: { plan: DeletionPlan; onAgain: () => void }) {
  const classes = useStyles();
  const { t } = useTranslationRef(creationTranslationRef);
  const language = useLanguage();
  const { items, keeps, name, usedBy } = props.plan;
  const against = againstTexts(props.plan, { language, t });
  const title =
    against.length > 0
      ? t('deletion.against', { name })
      : t('deletion.will', { name });
  return (
    <section aria-label={title}>
      <div className={classes.answer}>
        <StatusShape status={against.length > 0 ? 'failed' : 'degraded'} />
        <Typography variant="h5" component="h2">
          {title}
        </Typography>
        <Button
          variant="outlined"
          size="small"
          className={classes.button}
          onClick={props.onAgain}
        >
          {t('deletion.again')}
        </Button>
      </div>
      <Typography color="textSecondary" gutterBottom>
        {t('deletion.nothingYet')}
      </Typography>
      {against.map(text => (
        <Typography key={text} className={classes.strong}>
          {text}
        </Typography>
      ))}
      {unheardTexts(props.plan, { language, t }).map(text => (
        <Typography key={text} className={classes.strong}>
          {text}
        </Typography>
      ))}
      <Production items={items} />
      {items.length > 0 && <Items items={items} />}
      {items.length > 0 && (
        <Typography>
          {t(
            items.some(({ part }) => part === 'pipeline')
              ? 'deletion.lost'
              : 'deletion.lostRepository',
          )}
        </Typography>
      )}
      {usedBy.length > 0 && (
        <Typography className={classes.strong}>
          {t('deletion.usedBy', { refs: formatList(usedBy, language) })}
        </Typography>
      )}
      {keeps.length > 0 && <Keeps keeps={keeps} />}
    </section>
  );
}

/** What the service uses and leaves, as it may have data that somebody needs. */
function Keeps(props: { keeps: readonly KeptInstance[] }) {
  const { t } = useTranslationRef(creationTranslationRef);
  const language = useLanguage();
  return (
    <>
      <Typography>{t('deletion.keeps')}</Typography>
      <ul>
        {props.keeps.map(({ ref, usedBy }) => {
          const { item, cluster, namespace, name } = ref;
          const path = [item, cluster, namespace, name].map(encodeURIComponent);
          return (
            <li key={path.join('/')}>
              <Link to={`/marketplace/instances/${path.join('/')}`}>
                {name}
              </Link>{' '}
              ({item}, {cluster}/{namespace})
              {usedBy.length > 0 && (
                <>
                  {' '}
                  –{' '}
                  {t('deletion.keptFor', {
                    refs: formatList(usedBy, language),
                  })}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Says that customers may be using it at this moment. */
function Production(props: { items: readonly DeletionItem[] }) {
  const classes = useStyles();
  const language = useLanguage();
  const { t } = useTranslationRef(creationTranslationRef);
  const running = props.items.filter(
    ({ isProduction, ready = 0 }) => ready > 0 && isProduction,
  );
  if (running.length === 0) return null;
  const count = running.reduce((sum, { ready = 0 }) => sum + ready, 0);
  const where = formatList(
    running.map(item => item.where),
    language,
  );
  return (
    <div className={classes.answer}>
      <StatusShape status="failed" />
      <Typography className={classes.strong}>
        {t('deletion.production', { count, where })}
      </Typography>
    </div>
  );
}
