import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { PreviewFile } from '@pilothouse/plugin-platform-common';
import { creationTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: {
    margin: theme.spacing(1, 0),
    '& summary': { cursor: 'pointer', padding: theme.spacing(0.5, 0) },
  },
  list: { listStyle: 'none', margin: 0, padding: theme.spacing(0, 0, 0, 2) },
  path: { fontFamily: 'ui-monospace, monospace', overflowWrap: 'anywhere' },
  bytes: { color: theme.palette.text.secondary, marginLeft: theme.spacing(1) },
  text: {
    margin: 0,
    padding: theme.spacing(1),
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: 12,
    border: `1px solid ${theme.palette.divider}`,
  },
}));

/** Files that will be in the repository, with what is in them folded away. */
export function Files(props: { files: readonly PreviewFile[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(creationTranslationRef);
  return (
    <details className={classes.root}>
      <summary>{t('preview.files', { count: props.files.length })}</summary>
      <ul className={classes.list}>
        {props.files.map(file => (
          <li key={file.path}>
            <details>
              <summary>
                <span className={classes.path}>{file.path}</span>
                <span className={classes.bytes}>
                  {t('preview.bytes', { count: file.bytes })}
                </span>
              </summary>
              {file.text === undefined ? (
                <p>{t('preview.notShown')}</p>
              ) : (
                <pre className={classes.text}>{file.text}</pre>
              )}
            </details>
          </li>
        ))}
      </ul>
    </details>
  );
}
