//! What people saw and heard, as they put it. Names, times and words only. Never here: a conclusion that nobody drew.

use chrono::Weekday::{Fri, Mon, Thu, Tue, Wed};
use encircle_domain::concern::Decision;
use encircle_domain::sign::Sign;

use super::Who::{Deputy, Lead};
use super::story::{Fact, Then, Told, When};

const WREN: Fact = Fact {
    pupil: super::STORY_PUPIL_NAME,
    day: None,
    happened: When::NotKnown,
    recorded: (0, 15, 40),
    by: Lead,
    told: Told::Seen,
    what_happened: "",
    words: None,
    place: None,
    signs: &[],
    with: None,
    categories: &[],
    done: None,
    decision: None,
    then: &[],
};

pub(super) const FACTS: [Fact; 15] = [
    Fact {
        day: Some((8, Thu)),
        happened: When::Between((9, 0), (12, 20)),
        recorded: (0, 15, 42),
        by: Deputy,
        told: Told::By("Miss Abernale"),
        what_happened: "Head down on the desk in period 1 and again in period 4. Grey in the face, yawning. Usually the first \
            hand up in English. Miss Abernale let her rest for ten minutes and asked at the end of the lesson.",
        words: Some((
            Some("Are you getting enough sleep?"),
            "I’m just shattered, Miss. Leave it, it’s calm.",
        )),
        place: Some("Room 14"),
        signs: &[Sign::Wellbeing],
        categories: &["Wellbeing"],
        done: Some("Sent for water and a sit-down in the library at break."),
        then: &[Then::FollowedUp {
            when: (1, 8, 35),
            by: Lead,
            done: "Asked Mr Okonjo-Vance, her form tutor, to keep an eye and to tell us of anything else.",
            decision: Decision::Watch,
            reason: "The first time that anyone has mentioned it. Mum has gone over to nights, so mornings are hard at home.",
        }],
        ..WREN
    },
    Fact {
        day: Some((7, Wed)),
        happened: When::Exact(8, 50),
        recorded: (0, 11, 15),
        by: Lead,
        told: Told::By("Mr Okonjo-Vance"),
        what_happened: "New phone in form time, the film still on its screen. At the start of term her mum wrote that the deposit for \
            the geography trip had to wait until pay day.",
        words: Some((Some("That’s a smart phone, is it new?"), "It was a present. From family, like.")),
        place: Some("Form room"),
        signs: &[Sign::Possessions],
        categories: &["Possessions"],
        decision: Some((
            Decision::Watch,
            "A phone alone says little. Mr Okonjo-Vance will ask about her birthday, lightly.",
        )),
        ..WREN
    },
    Fact {
        day: Some((6, Mon)),
        happened: When::Between((8, 0), (11, 10)),
        recorded: (2, 9, 5),
        by: Deputy,
        told: Told::By("Mrs Quayleford, attendance"),
        what_happened: "Not in registration. Mrs Quayleford rang home at 9:40 and mum was surprised: Wren had left at eight, in \
            uniform. She signed in at reception at 11:10 on her own, in trainers, hair wet. Second late Monday running.",
        words: Some((Some("Where have you come from?"), "Overslept at my nan’s. It’s not deep.")),
        place: Some("Reception"),
        signs: &[Sign::Missing],
        categories: &["Attendance"],
        done: Some("Rang mum, who will check with Wren’s gran."),
        then: &[Then::FollowedUp {
            when: (3, 8, 50),
            by: Lead,
            done: "Mum rang back. Gran was in hospital for her hip from Saturday to Tuesday, so nobody slept there on Sunday night.",
            decision: Decision::Watch,
            reason: "Two accounts that do not fit. Mum wants to talk to Wren herself first; we agreed to speak again in a week.",
        }],
        ..WREN
    },
    Fact {
        day: Some((5, Thu)),
        happened: When::ThatDay,
        recorded: (0, 14, 55),
        by: Deputy,
        told: Told::View,
        what_happened: "Wren ate alone on the stairs by the languages rooms for the third day. Maple and the netball girls sit \
            where she used to. My impression is that she keeps people away rather than being left out, but I have not asked her.",
        place: Some("Languages corridor"),
        signs: &[Sign::Wellbeing],
        categories: &["Friendships"],
        then: &[Then::FollowedUp {
            when: (1, 15, 35),
            by: Lead,
            done: "Asked Mrs Dunmarrow, who is on duty there, what she sees. Wren has also stopped coming to netball.",
            decision: Decision::Watch,
            reason: "A view, not a fact, and worth holding beside the rest.",
        }],
        ..WREN
    },
    Fact {
        day: Some((4, Tue)),
        happened: When::About(13, 25),
        recorded: (0, 15, 50),
        by: Lead,
        told: Told::Seen,
        what_happened: "On the way in from the field Wren pulled her gloves out of her coat and a roll of notes came with them, \
            held by a hair band. She pushed it back at once. I saw twenties on the outside and could not count them. New \
            trainers too; the box in her locker says £165.",
        words: Some((
            Some("That’s a lot to carry about. Is it yours?"),
            "Did some cleaning for someone, innit. Cash in hand.",
        )),
        place: Some("Changing rooms"),
        signs: &[Sign::Possessions],
        categories: &["Possessions"],
        done: Some(
            "Told her that I am not cross and would like to hear more about the job. She asked to go to lesson.",
        ),
        decision: Some((
            Decision::Support,
            "Money, trainers and a phone in four weeks, and no work that mum knows of. Weekly time with Ms Haldenby from now on.",
        )),
        ..WREN
    },
    Fact {
        day: Some((4, Fri)),
        happened: When::Exact(15, 22),
        recorded: (0, 16, 5),
        by: Deputy,
        told: Told::Seen,
        what_happened: "Gate duty. Grey hatchback on the zig-zags with its engine running, plate ending “KXZ”. The driver looked \
            to be in his early twenties, black puffer jacket, and did not get out. Wren got into the back without a word and \
            did not look round. Her brother Finch was waiting for her at the railings and walked home alone.",
        place: Some("Main gate"),
        signs: &[Sign::Adults],
        with: Some("Finch Tallowby"),
        categories: &["Older people"],
        done: Some(
            "Rang mum’s mobile at 15:40: she knows nobody with such a car. Spoke to Finch, who said “that’s just her mate”.",
        ),
        then: &[
            Then::Amended {
                when: (1, 9, 20),
                by: Deputy,
                what_happened: "Gate duty. Dark blue hatchback on the zig-zags with its engine running, plate ending “KXZ”. The \
                    driver looked to be in his early twenties, black puffer jacket, and did not get out. Wren got into the \
                    back without a word and did not look round. Her brother Finch was waiting for her at the railings and \
                    walked home alone. The site manager has seen the same car twice before, once with two men in it.",
                why: "The site manager wrote the colour down at the time: blue, not grey. He had also seen it on two other days.",
            },
            Then::FollowedUp {
                when: (1, 10, 10),
                by: Lead,
                done: "Site staff will note the car if it comes again, from inside the gate. Finch’s tutor told.",
                decision: Decision::Support,
                reason: "Mum does not know the driver. I will ask her in this week, with Wren’s head of year.",
            },
        ],
        ..WREN
    },
    Fact {
        day: Some((3, Wed)),
        happened: When::Exact(10, 50),
        recorded: (0, 13, 48),
        by: Lead,
        told: Told::By("Mr Okonjo-Vance"),
        what_happened: "Two phones in period 3: the one that was new a month ago, and a small black one with buttons that rang five \
            times in about ten minutes. She looked at it under the desk each time and went pale at the last. Asked to leave \
            the room “now, please, now”.",
        words: Some((
            Some("Is that a new phone?"),
            "It’s not mine, I’m just minding it. He’ll want it back Friday.",
        )),
        place: Some("Science block"),
        signs: &[Sign::Possessions, Sign::Calls],
        categories: &["Possessions", "Calls"],
        done: Some(
            "Ms Haldenby sat with her in the pastoral office until lunch. Wren did not say who “he” is.",
        ),
        decision: Some((
            Decision::Support,
            "Mum comes in tomorrow at 10:30. The phone stays with Wren: taking it could cost her.",
        )),
        ..WREN
    },
    Fact {
        day: Some((3, Fri)),
        happened: When::Between((12, 55), (13, 20)),
        recorded: (1, 11, 30),
        by: Deputy,
        told: Told::By("Mr Winterquay, site manager"),
        what_happened: "Present in the morning, not in period 5. Mr Winterquay saw her climb over by the bike shed, bag first. A \
            taxi was waiting on Samphire Close with somebody in the front passenger seat. She did not come back that day.",
        place: Some("Side gate"),
        signs: &[Sign::Missing, Sign::Adults],
        categories: &["Attendance", "Left the site"],
        done: Some(
            "Home was rung at 13:45, no answer. Mum texted at 17:10 that Wren was back and would not speak.",
        ),
        then: &[Then::FollowedUp {
            when: (2, 8, 30),
            by: Lead,
            done: "Asked the taxi office for nothing yet; wrote down the time and the place for whoever may need them.",
            decision: Decision::Watch,
            reason: "To be weighed with the others when mum has been in again.",
        }],
        ..WREN
    },
    Fact {
        day: Some((2, Mon)),
        happened: When::About(14, 40),
        recorded: (0, 16, 15),
        by: Lead,
        told: Told::By("A member of station staff, by telephone"),
        what_happened: "Absent all day. At 14:50 the office was rung from Thorncastle Junction, 58 miles away: a girl in our \
            uniform, no ticket and no coat, one rucksack that she would not put down. The number was in her planner. She told \
            them that she was going to her aunt’s. Two older lads had been with her on the platform and walked off.",
        words: Some((Some("Who is meeting you?"), "My auntie, innit. I do this all the time.")),
        place: Some("Thorncastle Junction"),
        signs: &[Sign::Missing, Sign::Adults],
        categories: &["Out of area"],
        done: Some("Mum fetched her with a neighbour at 17:30. Mum says that there is no aunt."),
        decision: Some((
            Decision::Later,
            "Mum asked for tonight to talk. I will ring the consultation line in the morning, with or without an answer.",
        )),
        ..WREN
    },
    Fact {
        day: Some((1, Tue)),
        happened: When::Exact(11, 35),
        recorded: (0, 12, 20),
        by: Deputy,
        told: Told::By("Mrs Osei-Lantern"),
        what_happened: "Food technology: sleeves up to wash hands. Dark bruise and a scrape along the left forearm, about as long \
            as a finger, and she pulled the sleeve down when she saw Mrs Osei-Lantern look. Would not go to first aid.",
        words: Some((Some("That looks sore, what happened?"), "Came off my bike. I’m fine, swear down.")),
        place: Some("Food technology"),
        signs: &[Sign::Injuries],
        categories: &["Injury"],
        done: Some("School nurse asked to see her on Thursday, when she is next in."),
        then: &[Then::FollowedUp {
            when: (0, 15, 20),
            by: Lead,
            done: "Rang mum at noon. Mum had not seen the arm. Wren sold her bike last year.",
            decision: Decision::Watch,
            reason: "Wait for the nurse, who knows her, before asking again: she has now been asked by three of us.",
        }],
        ..WREN
    },
    Fact {
        day: Some((1, Thu)),
        happened: When::About(10, 15),
        recorded: (0, 12, 5),
        by: Lead,
        told: Told::Seen,
        what_happened: "With the school nurse. The forearm is swollen, yellow at the edge, with a second mark nearer the elbow. \
            On Tuesday it was the bike; today a door. She watched the clock and asked twice when she could have her phone back.",
        words: Some((
            Some("You told Mrs Osei-Lantern about a bike. Can you tell me again how it happened?"),
            "I said it was a door. Why’s everyone on at me? You’ll get me in trouble.",
        )),
        place: Some("Medical room"),
        signs: &[Sign::Injuries, Sign::Wellbeing],
        categories: &["Injury"],
        done: Some(
            "Body drawn on paper by the nurse. Mum asked to take her to the minor injuries unit after school.",
        ),
        decision: Some((
            Decision::Support,
            "The account changed. Nurse sees her again on Monday; I look at everything together tomorrow.",
        )),
        ..WREN
    },
    Fact {
        happened: When::Exact(9, 10),
        recorded: (1, 14, 10),
        by: Deputy,
        told: Told::By("Miss Abernale"),
        what_happened: "Stayed behind after registration to ask a question, “for a story”, and laughed when Miss Abernale asked \
            whether she was all right. She has given her netball kit away.",
        words: Some((None, "If someone owes someone, like proper owes them, can they make your mum pay it?")),
        place: Some("Form room"),
        signs: &[Sign::Wellbeing],
        categories: &["Wellbeing"],
        done: Some(
            "Miss Abernale told her that she can come back at any time and that she would have to pass it on.",
        ),
        ..WREN
    },
    Fact {
        pupil: "Finch Tallowby",
        happened: When::About(8, 45),
        recorded: (1, 13, 52),
        by: Deputy,
        told: Told::By("His tutor, Mr Cawdrick"),
        what_happened: "Finch asked his tutor who it is that meets his sister, and whether teachers can see number plates. He has \
            started to walk home the long way round.",
        words: Some((None, "They said I’m next when I’m in Year 8. It was a joke though.")),
        place: Some("Form room"),
        signs: &[Sign::Adults, Sign::Wellbeing],
        with: Some("Wren Tallowby"),
        categories: &["Older people"],
        ..WREN
    },
    Fact {
        pupil: "Jory Pennifeather",
        happened: When::Between((9, 5), (11, 0)),
        recorded: (0, 11, 20),
        by: Deputy,
        told: Told::By("Miss Abernale"),
        what_happened: "Asleep in two lessons. He says that the baby is up all night and that he does the two o’clock bottle, because \
            his mum has to drive in the morning.",
        words: Some((Some("Who looks after you?"), "I’m not a kid. Somebody’s got to.")),
        place: Some("Room 14"),
        signs: &[Sign::Wellbeing],
        categories: &["Young carer"],
        ..WREN
    },
    Fact {
        pupil: "Odalie Fernsby",
        happened: When::EveningBefore(20, 30),
        recorded: (0, 15, 55),
        by: Deputy,
        told: Told::By("Mrs Quayleford, attendance"),
        what_happened: "Upset after a call at lunch. Last night someone rang the landline again and again and hung up. Her mum has \
            unplugged it and they slept in one room.",
        words: Some((None, "He knows where we moved to. Nobody told him, so how does he know?")),
        place: Some("Pastoral office"),
        signs: &[Sign::Calls, Sign::Wellbeing],
        categories: &["Home"],
        done: Some("Mum rung on her mobile. She has the officer’s number and is ringing it now."),
        ..WREN
    },
];
