import { makeStyles } from '@material-ui/core/styles';
import { statusColors } from '@pilothouse/plugin-platform-react';
import { matchPath, useLocation } from 'react-router-dom';
import { deletionForms } from './menu';

/** The last button of the stock form; the one before it, which only reviews, submits it. */
const lastButton =
  "article button[type='button'][data-variant='primary']:not([data-disabled])";

const useStyles = makeStyles(theme => {
  const color = statusColors[theme.palette.type].failed;
  const text = theme.palette.getContrastText(color);
  return {
    '@global': {
      [lastButton]: { backgroundColor: color, color: text },
      [`${lastButton}:hover`]: { textDecoration: 'underline' },
    },
  };
});

/** Has the button of the stock form by which a service is deleted look like what it does. */
export function OnDeletionForm() {
  const { pathname } = useLocation();
  const isOpen = Object.values(deletionForms).some(form =>
    matchPath(form, pathname),
  );
  return isOpen ? <Destructive /> : null;
}

function Destructive() {
  useStyles();
  return null;
}
