export interface Config {
  pilothouse?: {
    /**
     * Whom people ask who belong to no team yet. Give an address where you can.
     */
    contact?: {
      /**
       * Person or team to ask, for example "Platform engineering".
       *
       * @visibility frontend
       */
      name?: string;
      /**
       * Address for mail to them.
       *
       * @visibility frontend
       */
      email?: string;
      /**
       * Page on which one asks them, for example a form or a chat channel.
       *
       * @visibility frontend
       */
      url?: string;
    };
  };
}
