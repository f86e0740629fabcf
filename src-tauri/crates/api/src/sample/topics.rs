//! A small grammar for ordinary concerns: topics with openings, details, words of children, and what was decided. `{c}` is the child,
//! `{o}` another child, `{s}` a member of staff, `{p}` a place; `{he} {him} {his} {He} {His}` follow the child. Never here: a real child.

use encircle_domain::concern::Decision::{self, Later, None as NoAction, Refer, Support, Watch};
use encircle_domain::sign::Sign;

/// What a kind of concern is made of.
pub(super) struct Topic {
    /// How often it comes, against the others.
    pub(super) weight: u32,
    pub(super) category: &'static str,
    pub(super) signs: &'static [Sign],
    pub(super) with_other: bool,
    pub(super) openings: &'static [&'static str],
    pub(super) details: &'static [&'static str],
    /// What was asked, or nothing, and the child's words.
    pub(super) words: &'static [(&'static str, &'static str)],
    pub(super) done: &'static [&'static str],
    pub(super) decisions: &'static [(Decision, &'static str)],
}

/// Sentences that fit any concern, so that no two read alike.
pub(super) const REMARKS: [&str; 28] = [
    "{s} was in the room and remembers it the same way.",
    "{He} asked that nobody ring home before tonight.",
    "{He} was calmer by the end of break.",
    "It is the second time this half-term that {s} has mentioned {him}.",
    "{He} went back to lessons and managed the rest of the day.",
    "{s} has known the family for years and was surprised.",
    "{He} would not look up while talking.",
    "A friend waited outside the whole time.",
    "{He} laughed it off, and then did not.",
    "{s} wrote a note at the time, which is in the folder.",
    "{He} smiled when {s} said goodbye.",
    "Nothing of the kind has been noticed at {his} last school, says {s}.",
    "{He} has been picking at {his} sleeve all morning.",
    "The lesson was nearly over, so there was little time.",
    "{He} seemed relieved to have said it.",
    "{s} noticed that {he} kept to the wall in the corridor.",
    "{He} had not eaten at lunch.",
    "{He} asked twice what would happen now.",
    "Homework has slipped since then, according to {s}.",
    "It was noisy, and {s} may have missed a word or two.",
    "{He} said that it is better than last year.",
    "{s} will look out for {him} on the bus bay.",
    "{His} older cousin picked {him} up.",
    "{He} had {his} coat on indoors.",
    "{He} turned down a hot drink and then took it.",
    "The office has the letter that came with {him}.",
    "{He} drew while talking and left the drawing on the table.",
    "{s} asked to be told what comes of it.",
];

pub(super) const HOME: [Topic; 8] = [
    Topic {
        weight: 9,
        category: "Home",
        signs: &[Sign::Wellbeing],
        with_other: false,
        openings: &[
            "{c} was in tears in {p} before the first bell.",
            "{c} told {s} about shouting at home last night.",
            "{s} found {c} sitting alone in {p} with {his} bag still on.",
            "{c} came in late and asked to stay with {s} at break.",
            "{c} rang home from the office and came off the phone shaking.",
        ],
        details: &[
            "There was an argument about money between the adults, and a door was broken.",
            "Mum’s new partner moved in on Saturday and {c} sleeps on the sofa now.",
            "Dad left in the night and has not said where he is.",
            "{He} put the little ones to bed and turned the television up.",
            "A neighbour called the police, who came and went again.",
            "{He} stayed at {his} gran’s and would rather not go back today.",
        ],
        words: &[
            ("Do you feel safe at home?", "I just put my headphones in till it stops."),
            ("What was it like last night?", "Loud. It’s always loud."),
            ("", "Don’t tell mum I said, she’ll be gutted."),
            ("Who can you talk to?", "The cat. I’m joking. Sort of."),
            ("", "They’re not bad people, they’re just tired."),
        ],
        done: &[
            "Rang the first contact; a calm talk, and {he} goes home with {his} gran.",
            "Time out card given, and {s} told.",
            "Breakfast in the pastoral office.",
        ],
        decisions: &[
            (Support, "Weekly time with {s}; the family agreed to it."),
            (Watch, "A single evening so far. Asked {s} to tell us of the next."),
            (Support, "Early help offered and the form left with mum."),
            (Later, "Waiting for the police notice before deciding."),
            (Refer, "Third evening of this kind in a month, with younger children in the house."),
        ],
    },
    Topic {
        weight: 7,
        category: "Neglect",
        signs: &[],
        with_other: false,
        openings: &[
            "{c} asked {s} whether there was any toast left.",
            "{c} fell asleep in {p} after lunch.",
            "Shirt and trousers not washed for the second week, says {s}.",
            "{c} took two sandwiches from the bin in {p}.",
            "{s} saw {c} in {p} without a coat, in the rain.",
        ],
        details: &[
            "The electricity ran out on Thursday and the meter has not been topped up.",
            "{He} has had no breakfast this week and says that nobody shops till pay day.",
            "Toothache for a fortnight; no dentist has been rung.",
            "{His} shoes are held with tape and too small.",
            "The washing machine is broken and the launderette is far.",
            "Glasses lost in spring and not replaced; {he} cannot read the board.",
        ],
        words: &[
            ("Did you have tea last night?", "Had crisps. I’m not fussed."),
            ("", "It’s only till Friday."),
            ("Does anyone know that it hurts?", "Mum said wait and see."),
            ("", "Can I have seconds and put it in my bag?"),
        ],
        done: &[
            "Food parcel sent home in a plain bag.",
            "Uniform from the cupboard, without a fuss.",
            "Number of the dental clinic given to dad.",
        ],
        decisions: &[
            (Support, "Free meals form filled in with mum this afternoon."),
            (Watch, "Looks like a hard month and not a habit; look again in two weeks."),
            (Support, "School nurse asked for a visit, with consent."),
            (Refer, "Four notes in six weeks, and help that was offered was not taken up."),
        ],
    },
    Topic {
        weight: 5,
        category: "Young carer",
        signs: &[Sign::Wellbeing],
        with_other: false,
        openings: &[
            "{c} told {s} that {he} gives mum her tablets before school.",
            "Late for the fourth time; {c} explained it to {s} in {p}.",
            "{c} had {his} phone out in {p} to see whether dad was up.",
            "{s} asked about missing homework, and {c} talked about {his} brother.",
        ],
        details: &[
            "The carer who comes in the mornings has stopped coming.",
            "{He} cooks on weekdays and does the school run for two little sisters.",
            "Mum’s back is bad again and the stairs are hard for her.",
            "{He} worries that something happens while {he} is here.",
        ],
        words: &[
            ("Who helps you?", "I’m the helper."),
            ("", "If I go on the trip who’s doing the night?"),
            ("What would make it easier?", "Someone who just turns up."),
        ],
        done: &[
            "Young carers’ group leaflet given.",
            "Phone may stay on, in {his} pocket.",
            "Homework dates moved by {s}.",
        ],
        decisions: &[
            (Support, "Young carer’s assessment asked for, mum agrees."),
            (Support, "Place in the Tuesday group from next week."),
            (Watch, "Managing for now, by {his} own account."),
        ],
    },
    Topic {
        weight: 4,
        category: "Loss",
        signs: &[Sign::Wellbeing],
        with_other: false,
        openings: &[
            "{c} left the lesson in {p} when the song began.",
            "{s} says that {c} has been quiet since the funeral.",
            "{c} asked {s} in {p} what happens to people’s phones when they die.",
        ],
        details: &[
            "{His} grandad died in the holidays; they lived next door.",
            "It is a year this week since {his} aunt’s accident.",
            "The dog was put to sleep on Sunday and {he} held it.",
            "A boy from {his} old street was killed on his bike.",
        ],
        words: &[
            ("", "Everyone says sorry and I don’t know what to say back."),
            ("Would you like to talk to someone?", "Maybe. Not in a room though. Walking."),
            ("", "I keep forgetting and then I remember."),
        ],
        done: &[
            "Walked round the field together.",
            "Exit card for lessons.",
            "Rang home, who were glad of it.",
        ],
        decisions: &[
            (Support, "Six sessions with the counsellor, starting after the holiday."),
            (NoAction, "Grief, and well held by the family; nothing more is wanted now."),
            (Watch, "{s} will walk with {him} on Wednesdays."),
        ],
    },
    Topic {
        weight: 4,
        category: "Housing",
        signs: &[],
        with_other: false,
        openings: &[
            "{c} gave {s} a new address on the back of a hand.",
            "{c} arrived with a suitcase and left it in {p}.",
            "Letter from the council, handed to {s} by {c}.",
        ],
        details: &[
            "The family is in one room of a hotel by the ring road, two buses away.",
            "Black mould in the bedroom that the three of them share; {he} coughs all night.",
            "The landlord has given them until the end of the month.",
            "They moved in with friends, eight people in two bedrooms.",
        ],
        words: &[
            ("Where did you sleep?", "On the blow-up. It goes down about four."),
            ("", "Don’t put it on the system, we might not be there next week."),
            ("", "There’s no table so I do it on the bed."),
        ],
        done: &[
            "Bus passes from the hardship fund.",
            "Letter of support written for the housing office.",
            "Quiet desk kept in the library.",
        ],
        decisions: &[
            (Support, "Family worker rang housing with mum beside her."),
            (Later, "The council answers by Friday."),
            (Watch, "A move is promised; ask again in a fortnight."),
        ],
    },
    Topic {
        weight: 4,
        category: "Physical",
        signs: &[Sign::Injuries],
        with_other: false,
        openings: &[
            "{c} has a bruise on the upper arm, seen by {s} in {p}.",
            "Changing for games, {c} kept {his} shirt on; {s} asked why.",
            "{s} saw a red mark on {c}’s cheek at registration.",
        ],
        details: &[
            "{He} says that {he} fell on the stairs; mum, asked apart, says the same.",
            "{He} says that dad grabbed {him} when {he} answered back.",
            "It has the shape of fingers, {s} thinks.",
            "Play-fighting with {his} brother, with a controller, according to {him}.",
        ],
        words: &[
            ("How did that happen?", "I fell. Then I fell again. I dunno."),
            ("", "He said sorry straight after."),
            ("Has it happened before?", "Not like that."),
        ],
        done: &[
            "Body map made with the nurse; no photograph.",
            "First aid, and the time written down.",
            "Rang the consultation line.",
        ],
        decisions: &[
            (Refer, "A mark and an account that leaves questions; children’s services decide whom to ask."),
            (
                Later,
                "Consultation line rung; they call back within the hour and nobody goes home before that.",
            ),
        ],
    },
    Topic {
        weight: 3,
        category: "Contact",
        signs: &[Sign::Adults],
        with_other: false,
        openings: &[
            "A man rang the office and asked {s} when {c} finishes.",
            "{c} saw somebody {he} knows across the road from {p} and came back in.",
            "{s} took a call from a woman who gave no name and asked about {c}.",
        ],
        details: &[
            "He said that he was an uncle. He is on no list.",
            "{He} hid behind the bins until the car had gone.",
            "The order says letters only.",
            "Mum confirmed that the number is that of {his} father’s sister.",
        ],
        words: &[("Who was it?", "You know who."), ("", "I don’t want to go out the front no more.")],
        done: &[
            "Nothing was said to the caller.",
            "Collected through reception by mum.",
            "Officer told, reference taken.",
        ],
        decisions: &[
            (Support, "Leaves by the side gate with {s} for now."),
            (Refer, "A breach of the order; police and social worker told."),
            (Watch, "Reception has the description."),
        ],
    },
    Topic {
        weight: 3,
        category: "Alcohol and drugs at home",
        signs: &[Sign::Wellbeing],
        with_other: false,
        openings: &[
            "{c} described dad’s weekend to {s} in {p}, as if it were nothing.",
            "Mum came to the meeting unsteady and smelling of drink; {c} was there.",
            "{c} asked {s} how you know that someone is breathing.",
        ],
        details: &[
            "{He} checks on her every hour and keeps the keys under {his} pillow.",
            "Friends of {his} brother come at night and stay in the kitchen.",
            "There were bottles in the school bag, “so that she can’t find them”.",
        ],
        words: &[
            ("", "She’s nice in the mornings."),
            ("What do you do then?", "Put her on her side like in first aid."),
            ("", "I’m not a grass."),
        ],
        done: &[
            "Gran came and took all three home.",
            "Talked about whom to ring at night.",
            "Social worker rung, message left.",
        ],
        decisions: &[
            (Refer, "A child on watch at night."),
            (Support, "The family support worker knows them and goes this evening."),
            (Later, "Social worker rings back by noon."),
        ],
    },
];
