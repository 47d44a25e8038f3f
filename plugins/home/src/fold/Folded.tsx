import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { useState, type ReactElement } from 'react';
import { homeTranslationRef } from '../language/ref';

/** The first items of a list, and in place all of them where one asks for the rest. */
export function Folded(props: {
  children: readonly ReactElement[];
  most: number;
  /** Of the item that unfolds the list. */
  className?: string;
}) {
  const { t } = useTranslationRef(homeTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const { children: items, most } = props;
  const rest = items.length - most;
  if (rest <= 0) return <>{items}</>;
  return (
    <>
      {isOpen ? items : items.slice(0, most)}
      <li className={props.className}>
        <Button
          size="small"
          color="primary"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? t('fold.fewer') : t('fold.more', { count: rest })}
        </Button>
      </li>
    </>
  );
}
