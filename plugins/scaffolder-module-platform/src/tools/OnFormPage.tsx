import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { StatusShape, statusColors } from '@pilothouse/plugin-platform-react';
import { matchPath, useLocation } from 'react-router-dom';
import { creationTranslationRef } from '../language/ref';
import { AtTop } from '../page/AtTop';
import { lackingOf, toolText } from './lacking';
import { useTemplateTools } from './useTemplateTools';

const useStyles = makeStyles(theme => ({
  note: {
    marginBottom: theme.spacing(2),
    padding: theme.spacing(2),
    border: `1px solid ${statusColors[theme.palette.type].failed}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
    overflowWrap: 'anywhere',
    '& ul': { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(3) },
  },
  title: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    '& .inner': { stroke: theme.palette.background.paper },
  },
  shape: { display: 'flex', color: statusColors[theme.palette.type].failed },
}));

/** Says at the top of the stock form of a template what its pipeline would fail for. */
export function OnFormPage() {
  const { pathname } = useLocation();
  const { namespace, name } =
    matchPath('/create/templates/:namespace/:name', pathname)?.params ?? {};
  if (!namespace || !name) return null;
  const templateRef = `template:${namespace}/${name}`.toLowerCase();
  return <Note key={templateRef} templateRef={templateRef} />;
}

function Note({ templateRef }: { templateRef: string }) {
  const classes = useStyles();
  const { t } = useTranslationRef(creationTranslationRef);
  const lacking = lackingOf(useTemplateTools(), templateRef);
  if (lacking.length === 0) return null;
  return (
    <AtTop>
      <section className={classes.note} aria-label={t('tool.lacking')}>
        <div role="status">
          <Typography variant="h6" component="h2" className={classes.title}>
            <span className={classes.shape}>
              <StatusShape status="failed" />
            </span>
            {t('tool.lacking')}
          </Typography>
        </div>
        <ul>
          {lacking.map(state => (
            <li key={state.name}>{toolText(state, t)}</li>
          ))}
        </ul>
        <Typography>{t('tool.advice')}</Typography>
      </section>
    </AtTop>
  );
}
