/** Why a row of docs/features.md is proved by no test: it comes later, or is done another way on purpose. */
export const reasons: Readonly<Record<string, string>> = {
  'CO-01':
    'Customers are served; technicians get widgets of the same library with an issue of their own. What keeps the two apart is there: profiles, portals, guards.',
  'CO-49':
    'Comes with the technicians’ widgets. The hand-off is the way in for people whom another system knows already.',
  'CA-38':
    'On purpose not: a link that exists for every customer before anybody asked for it is a secret that nobody looks after. `guichet portal create` prints the lines to paste, `guichet code create` makes a link for one customer when it is wanted.',
  'AR-010':
    'The sign-in form stands in the vendor’s own page, whose background it is; custom properties and parts dress the form (docs/embed.md).',
  'AR-076':
    'There is one version. What a portal does not have is switched off by name, and profiles decide who may export.',
  'AR-084': 'Comes with the service contracts; coverage of a machine is read from the same relation already.',
  'AR-097': 'Comes with the telecom consumption; every export and download is a right of its own already.',
  'AR-105': 'Comes with the approval of orders; carts are kept per person and customer already.',
  'OG-16':
    'A link to the page of the vendor’s website that carries the tags is that button; nothing of ours stands between them.',
  'OG-21': 'Comes with planning and appointments.',
  'OG-30': 'On purpose not: nobody but the person ever knows a password, so none is generated. See EX-09, AR-005.',
  'OG-43':
    'Documents belong to a customer, a site or a machine; documents for one person come with the page of documents.',
  'OG-47':
    'On purpose a link and no credentials: it is good once, for seven days, and the person chooses the password. See EX-09.',
  'CA+02':
    'The widgets serve phones in the browser (every screen at 320 and 390 px); a shell for application stores would carry the same pages.',
}
