// Your school's own names, for the staff handbook.
//
// You can change this file in Notepad. Write between the two quotation marks,
// save the file, and reload a page of the handbook. What you leave empty
// reads "Not yet filled in".
//
// Keep everything outside the quotation marks as it is. For a quotation mark
// of your own, use a curly one or write \" instead.
//
// An address that begins with https://, http://, mailto: or tel: becomes a
// link.
// If a mistake gets in, the pages say so, and nothing else is affected.
var school = {};

// Name of the school
// For example: Hazel Road Primary School
school.name = "";

// Help with this handbook
// Who can print it, read it with somebody or give it in another form: the
// school office, ext. 200
school.handbook_help = "";

// Designated safeguarding lead (DSL)
// Name, and how to reach them: Ms A. Patel, ext. 204,
// mailto:dsl@school.example
school.dsl = "";

// Deputy DSLs
// For example: Mr B. Okoro, ext. 205; Mrs C. Lewis, ext. 206
school.deputies = "";

// Headteacher
// For example: Mrs D. Novak, ext. 201
school.headteacher = "";

// Chair of governors
// For example: Dr E. Hussain, mailto:chair@school.example
school.chair = "";

// Local authority designated officer (LADO)
// The LADO takes allegations against people who work with children. Name or
// team, and telephone.
school.lado = "";

// Out of school hours
// Whom to ring in the evening, at weekends and in the holidays, such as
// children’s social care.
school.out_of_hours = "";

// Acceptable use policy (AUP)
// A link, or where it is kept: https://intranet.school.example/aup.pdf
school.acceptable_use_policy = "";

// Communication policy
// A link, or where it is kept. It says which ways of communicating are
// permitted.
school.communication_policy = "";

// Staff code of conduct
// A link, or where it is kept.
school.code_of_conduct = "";

// Other policies
// Links or places of others, such as child protection, low-level concerns,
// whistleblowing, images and consent.
school.other_policies = "";

// Channels that staff may use
// For example: with pupils, school e-mail and the learning platform; with
// parents, the parent app and the office phone
school.channels = "";

// Our rule about former pupils
// For example: no online contact until a former pupil is 21
school.former_pupil_rule = "";
