//! The grammar's second half: what happens at school, among friends and online. The marks in braces are those of `topics`.

use encircle_domain::concern::Decision::{Later, None as NoAction, Refer, Support, Watch};
use encircle_domain::sign::Sign;

use super::topics::Topic;

pub(super) const SCHOOL: [Topic; 9] = [
    Topic {
        weight: 9,
        category: "Bullying",
        signs: &[Sign::Wellbeing],
        with_other: true,
        openings: &[
            "{c} showed {s} messages from {o} in {p}.",
            "{c} will not go into {p} while {o} is there.",
            "{s} stopped {o} and two others who stood round {c} in {p}.",
            "{c}’s bag was found in the pond; {o} was seen near it.",
        ],
        details: &[
            "Name-calling about {his} weight since the trip, most days.",
            "A group chat was made without {him} and about {him}.",
            "Lunch money handed over twice, five pounds each time.",
            "It began when they fell out over a game, says {s}.",
            "A slur about {his} faith, heard by half the bus.",
        ],
        words: &[
            ("What did they say?", "Can’t say it, it’s rude."),
            ("", "If I tell it gets worse, that’s how it works."),
            ("Who was there?", "Everyone. That’s the point."),
            ("", "I used to like coming here."),
        ],
        done: &["Both families rung.", "Seats changed from today.", "Statement written by each, apart."],
        decisions: &[
            (Support, "Meeting of the two with {s}, when both want it."),
            (Watch, "Settled today; {s} asks again on Friday."),
            (Support, "Head of year takes it on under the behaviour policy; I keep the log."),
        ],
    },
    Topic {
        weight: 7,
        category: "Online",
        signs: &[],
        with_other: false,
        openings: &[
            "{c} told {s} that somebody online asks for pictures.",
            "{s} noticed {c} hiding the screen in {p}.",
            "Mum emailed: {c} has an account that she did not know of.",
            "{c} spent forty pounds on a game and cannot say for whom.",
        ],
        details: &[
            "The person says that he is fifteen and has never shown his face.",
            "{He} is in a server where strangers talk through the night.",
            "A picture went round the year; {he} is in it, clothed, asleep on a bus.",
            "{He} gave the name of the school and the colour of the blazer.",
            "Videos of fights are passed on; {he} says that everybody has them.",
        ],
        words: &[
            ("How do you know him?", "He’s a mutual. He’s in like five of my servers."),
            ("", "I didn’t send nothing, I swear."),
            ("", "He knows stuff about my street."),
            ("What would you like us to do?", "Make it not be there."),
        ],
        done: &[
            "Nothing was looked at or copied; the phone is with mum.",
            "Report made to the platform with {him}.",
            "CEOP report, reference in the folder.",
        ],
        decisions: &[
            (Refer, "An adult may be behind it."),
            (Support, "Online safety session, and mum knows how to set the phone."),
            (
                Support,
                "{He} closed the account while {s} was there, and mum will look in with {him} each week.",
            ),
        ],
    },
    Topic {
        weight: 8,
        category: "Wellbeing",
        signs: &[Sign::Wellbeing],
        with_other: false,
        openings: &[
            "{c} could not breathe in {p} and was brought out by {s}.",
            "{c} has stopped handing in work, says {s}.",
            "{s} read a poem by {c} that was very dark.",
            "{c} came to {p} at break every day this week.",
            "{c} asked to drop the school play a week before it opens.",
        ],
        details: &[
            "{He} does not sleep before three and wakes at six.",
            "Exams are mentioned in every sentence.",
            "{He} says that food is “a lot” at the moment.",
            "The doctor’s letter says ten months on the list.",
            "{He} has cut {his} hair short and says that it is nobody’s business.",
        ],
        words: &[
            ("What does it feel like?", "Like the floor’s going."),
            ("", "I’m tired of being a worry."),
            ("Have you thought of hurting yourself?", "Thought. Not done."),
            ("", "It’s just my brain being loud."),
        ],
        done: &[
            "Breathing together until it passed.",
            "Safety plan written with {him}; a copy went home.",
            "Mum came in at noon.",
        ],
        decisions: &[
            (Support, "Counsellor sees {him} this week; mum knows."),
            (Refer, "To the mental health team, with {his} agreement."),
            (Support, "{s} looks in every morning, and mum keeps the evenings."),
            (Later, "Talk with the doctor first, on Monday."),
        ],
    },
    Topic {
        weight: 5,
        category: "Attendance",
        signs: &[Sign::Missing],
        with_other: false,
        openings: &[
            "{c} left {p} at break and was not in period 3.",
            "Third morning without a call from home; {s} rang about {c}.",
            "{c} was seen in town by {s} during lesson time.",
            "{c} is here in the morning and gone by lunch, again.",
        ],
        details: &[
            "{He} was at the skate park with two who have left school.",
            "Dad believed that it was a training day.",
            "{He} walks in at the back and out at the side.",
            "{He} says that the lesson after lunch is the reason.",
        ],
        words: &[
            ("Where were you?", "Out. Nowhere. Out."),
            ("", "Nobody even noticed till now."),
            ("", "I can’t do maths with that lot."),
        ],
        done: &[
            "Home rung within the hour.",
            "Left-site time written down.",
            "Walked to the next lesson with {s}.",
        ],
        decisions: &[
            (Watch, "Attendance meeting is on Thursday anyway."),
            (Support, "Maths group changed."),
            (Later, "Home visit first."),
        ],
    },
    Topic {
        weight: 3,
        category: "Fighting",
        signs: &[Sign::Injuries],
        with_other: true,
        openings: &[
            "Fight between {c} and {o} in {p}, ended by {s}.",
            "{c} came to {p} with a split lip and named {o}.",
            "{o} pushed {c} down the last steps by {p}.",
        ],
        details: &[
            "It was filmed; the film is with the head of year.",
            "It is about a cousin and a debt of ten pounds.",
            "Neither wants to say how it began.",
            "They shook hands, and {s} does not believe it.",
        ],
        words: &[
            ("", "He started it, ask anyone."),
            ("What is it about?", "Disrespect."),
            ("", "It’s not finished."),
        ],
        done: &["Ice, and both sent home apart.", "Parents of both came in.", "Bus changed for a week."],
        decisions: &[
            (Support, "Restorative talk with {s} on Monday."),
            (NoAction, "Dealt with by the head of year; nothing behind it that we know of."),
            (Watch, "The older cousin is a name to look out for."),
        ],
    },
    Topic {
        weight: 2,
        category: "Weapons",
        signs: &[Sign::Weapons],
        with_other: false,
        openings: &[
            "{s} was told by two pupils that {c} has a blade at home.",
            "A craft knife from the art room was in {c}’s pencil case.",
            "{c} drew a knife on {his} book and wrote a postcode under it.",
        ],
        details: &[
            "Nothing was found in bag or locker, searched with two staff and {his} consent.",
            "{He} says that the walk home is not safe.",
            "The pupils do not want to be named.",
        ],
        words: &[
            ("Why would you need it?", "You don’t live where I live."),
            ("", "It’s for art, miss, allow it."),
        ],
        done: &[
            "The police officer of the school was told, reference in the folder.",
            "Dad came in at once.",
            "Way home changed; {s} walks along.",
        ],
        decisions: &[
            (Refer, "Fear on the way home is real and is not only {his}."),
            (Support, "Mentor from the youth team, first meeting on Tuesday."),
            (Watch, "Said by others, not seen by anyone."),
        ],
    },
    Topic {
        weight: 3,
        category: "Possessions",
        signs: &[Sign::Possessions],
        with_other: false,
        openings: &[
            "{c} bought sweets for the whole form in {p}, says {s}.",
            "{c} has a new watch and hides it from {s}.",
            "{c} sold vapes in {p}, according to a parent.",
        ],
        details: &[
            "It was a birthday, as mum confirmed on the phone.",
            "{He} says that {his} uncle won a bet.",
            "Two twenty-pound notes in the blazer, folded small.",
            "{He} works at {his} aunt’s stall on Saturdays; {s} knows the aunt.",
        ],
        words: &[("Who gave it to you?", "Fell off a lorry. Joke!"), ("", "I earned that.")],
        done: &["Mum rung, who knew of it.", "{s} will keep an eye on it.", "Asked, without pressing."],
        decisions: &[
            (NoAction, "Explained, and the explanation was checked."),
            (Watch, "Odd on its own; noted with the date."),
            (Support, "A weekly word with {s} from now on."),
        ],
    },
    Topic {
        weight: 2,
        category: "Unwanted touching",
        signs: &[],
        with_other: true,
        openings: &[
            "{c} told {s} that {o} touched {him} in the queue by {p}.",
            "{s} overheard {o} say something sexual to {c} in {p}.",
            "{c} asked {s} to be moved away from {o}.",
        ],
        details: &[
            "It has happened before, on the bus, in front of others.",
            "{He} said no, and it went on as a joke.",
            "Two friends heard it and came with {him}.",
        ],
        words: &[
            ("", "I said stop like three times."),
            ("What would help?", "Not sitting there. And not everyone knowing."),
        ],
        done: &[
            "Written down in {his} words. Kept apart for the day.",
            "Both families told, at different times.",
            "Risk assessment begun.",
        ],
        decisions: &[
            (Refer, "Consultation line advised it for both children."),
            (Support, "Plan for lessons and buses; {s} is the one to go to."),
        ],
    },
    Topic {
        weight: 3,
        category: "Friendships",
        signs: &[Sign::Wellbeing],
        with_other: true,
        openings: &[
            "{c} and {o} no longer speak, and {c} eats in {p} alone.",
            "{c} gave {o} {his} headphones “to keep”.",
            "{s} thinks that {o} decides whom {c} may talk to.",
        ],
        details: &[
            "They were inseparable until the residential.",
            "There is an older boyfriend in the story, who does not go here.",
            "{He} changed {his} route, lunch and clubs within a week.",
            "{s} knows both and thinks that it will pass.",
        ],
        words: &[("", "It’s long. Don’t worry about it."), ("Are you all right?", "New friends, new me.")],
        done: &["Lunch club offered.", "Talked with each of them apart.", "Mum asked what she sees."],
        decisions: &[
            (Watch, "Noted; {s} sees {him} every day."),
            (NoAction, "An ordinary falling-out, by all accounts."),
            (Support, "Peer mentor from Year 11."),
        ],
    },
];
