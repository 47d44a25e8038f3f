import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { CreationPreview } from '@pilothouse/plugin-platform-common';
import {
  Failure,
  StatusShape,
  termsTranslationRef,
} from '@pilothouse/plugin-platform-react';
import { useAsked } from '../data/useAsked';
import { creationTranslationRef } from '../language/ref';
import { Checks } from './Checks';
import { Costs } from './Costs';
import { Files } from './Files';
import { Objects } from './Objects';
import { Quotas } from './Quotas';

const useStyles = makeStyles(theme => ({
  answer: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    '& .inner': { stroke: theme.palette.background.paper },
  },
  button: { textTransform: 'none' },
  columns: {
    display: 'grid',
    gap: theme.spacing(3),
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

/** What a template would make of what was entered, before anything is made. */
export function PreviewPage(props: {
  templateRef: string | undefined;
  values: Record<string, unknown>;
}) {
  const { t } = useTranslationRef(creationTranslationRef);
  // The validation of the field says them too, and is no component that waits for words.
  useTranslationRef(termsTranslationRef);
  const { templateRef, values } = props;
  const key = templateRef && `${templateRef} ${JSON.stringify(values)}`;
  const { again, asked } = useAsked(key, client =>
    client.preview({ templateRef: templateRef ?? '', values }),
  );
  switch (asked.kind) {
    case 'nothing-asked':
      return <Typography>{t('preview.notHere')}</Typography>;
    case 'waiting':
      return (
        <div role="status">
          <Typography>{t('preview.looking')}</Typography>
          {asked.late && <Typography>{t('late')}</Typography>}
          <LinearProgress aria-hidden />
        </div>
      );
    case 'failed':
      return (
        <Failure
          title={t('preview.failed')}
          advice={t('preview.advice')}
          error={asked.error}
          onRetry={again}
        />
      );
    default:
      return <Told preview={asked.value} onAgain={again} />;
  }
}

function Told(props: { preview: CreationPreview; onAgain: () => void }) {
  const classes = useStyles();
  const { t } = useTranslationRef(creationTranslationRef);
  const { checks, files, name, objects, orders } = props.preview;
  const count = checks.filter(({ ok }) => !ok).length;
  const countsQuotas = checks.some(({ check }) =>
    ['quota', 'chart'].includes(check),
  );
  return (
    <section aria-label={t('preview.will')}>
      <div className={classes.answer}>
        <StatusShape status={count > 0 ? 'failed' : 'healthy'} />
        <Typography variant="h5" component="h2">
          {count > 0
            ? t('preview.against', { count, name })
            : t('preview.fine', { name })}
        </Typography>
        <Button
          variant="outlined"
          size="small"
          className={classes.button}
          onClick={props.onAgain}
        >
          {t('preview.again')}
        </Button>
      </div>
      <Typography color="textSecondary" gutterBottom>
        {t('preview.nothingYet')}
      </Typography>
      <div className={classes.columns}>
        <div>
          <Typography variant="h6" component="h3">
            {t('preview.will')}
          </Typography>
          <Files files={files} />
          <Objects objects={objects} />
        </div>
        <div>
          {countsQuotas && <Quotas checks={checks} />}
          <Costs orders={orders} />
          <Checks checks={checks} />
        </div>
      </div>
    </section>
  );
}
