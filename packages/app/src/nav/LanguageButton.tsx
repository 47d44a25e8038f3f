import Button from '@material-ui/core/Button';
import { useOtherLanguage } from '@pilothouse/plugin-platform-react';

/** Changes to the other language, named in that language. */
export function LanguageButton() {
  const { code, name, choose } = useOtherLanguage();
  return (
    <Button size="small" lang={code} onClick={choose}>
      {name}
    </Button>
  );
}
