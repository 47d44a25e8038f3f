import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { StatusShape, statusColors } from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { matchPath, useLocation } from 'react-router-dom';
import { creationTranslationRef } from '../language/ref';
import { AtTop } from '../page/AtTop';
import { lackingOf, toolText, unknownOf, unknownText } from './lacking';
import { useTemplateTools } from './useTemplateTools';

const useStyles = makeStyles(theme => ({
  note: (props: { status: 'failed' | 'unknown' }) => ({
    marginBottom: theme.spacing(2),
    padding: theme.spacing(2),
    border: `1px solid ${statusColors[theme.palette.type][props.status]}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
    overflowWrap: 'anywhere',
    '& ul': { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(3) },
  }),
  title: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    '& .inner': { stroke: theme.palette.background.paper },
  },
  shape: (props: { status: 'failed' | 'unknown' }) => ({
    display: 'flex',
    color: statusColors[theme.palette.type][props.status],
  }),
}));

/**
 * Says at the top of the stock form of a template what its pipeline would fail for, or why that
 * could not be found out.
 */
export function OnFormPage() {
  const { pathname } = useLocation();
  const { namespace, name } =
    matchPath('/create/templates/:namespace/:name', pathname)?.params ?? {};
  if (!namespace || !name) return null;
  const templateRef = `template:${namespace}/${name}`.toLowerCase();
  return <Note key={templateRef} templateRef={templateRef} />;
}

function Note({ templateRef }: { templateRef: string }) {
  const { t } = useTranslationRef(creationTranslationRef);
  const known = useTemplateTools();
  const lacking = lackingOf(known, templateRef);
  const unknown = unknownOf(known, templateRef);
  if (lacking.length > 0) {
    return (
      <Said status="failed" title={t('tool.lacking')}>
        <ul>
          {lacking.map(state => (
            <li key={state.name}>{toolText(state, t)}</li>
          ))}
        </ul>
        <Typography>{t('tool.advice')}</Typography>
      </Said>
    );
  }
  const because =
    known.problem === undefined
      ? unknown && unknownText(unknown, t)
      : t('tool.notAsked', { because: known.problem });
  if (!because) return null;
  return (
    <Said status="unknown" title={t('tool.notFoundOut')}>
      <Typography>{because}</Typography>
    </Said>
  );
}

function Said(props: {
  status: 'failed' | 'unknown';
  title: string;
  children: ReactNode;
}) {
  const classes = useStyles(props);
  const { children, status, title } = props;
  return (
    <AtTop>
      <section className={classes.note} aria-label={title}>
        <div role="status">
          <Typography variant="h6" component="h2" className={classes.title}>
            <span className={classes.shape}>
              <StatusShape status={status} />
            </span>
            {title}
          </Typography>
        </div>
        {children}
      </section>
    </AtTop>
  );
}
