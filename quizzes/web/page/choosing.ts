/** What the register's parts need of a choice of people, which is a component of its own. */

import type { Person } from "../engine/documents";

export interface PeopleChoice {
  ticked: Person[];
  clear(): void;
  focus(): void;
}
